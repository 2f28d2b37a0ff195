// The theme's instant navigation leaves the head as it was: a page of another kind brings its style.
window.document$?.subscribe(() => {
  const name = document.querySelector("[data-postil-style]")?.dataset.postilStyle;
  const every = document.querySelector("link[href$='/postil.css']");
  if (!name || !every || document.querySelector(`link[href$="/${name}"]`)) return;
  every.after(Object.assign(every.cloneNode(), { href: new URL(name, every.href) }));
});
