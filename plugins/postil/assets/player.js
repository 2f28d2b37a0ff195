// Times in the text play the recording on this page. Without script they are links into its file.
(() => {
  postil.add((page) => {
    const player = page.querySelector("audio, video");
    if (!player) return;
    postil.on(page, "click", (event) => {
      const time = event.target.closest?.("a.postil-moment");
      const at = time && /[#&]t=([0-9.]+)/.exec(time.hash);
      if (!at || !postil.isPlain(event)) return;
      event.preventDefault();
      event.stopPropagation();
      player.currentTime = Number(at[1]);
      player.play().catch(() => postil.say("The recording cannot be played here"));
    }, { capture: true });
  });
})();
