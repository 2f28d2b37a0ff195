// A web worker for file:// pages, where browsers refuse real ones: the worker's script runs in a
// hidden frame, which gets the same three functions. The theme's search needs no more. Its own
// offline plugin would load such a script from another server.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  window.Worker = class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      frame.title = "Search";
      document.body.append(frame);
      const inner = frame.contentWindow;
      const scripts = (urls) => Promise.all(urls.map((url) => load(inner.document, new URL(url, address).href)));
      inner.postMessage = (data) => this.answer(data);
      inner.importScripts = (...urls) => scripts(urls);
      this.frame = frame;
      this.ready = load(inner.document, new URL(address, location).href);
    }

    answer(data) {
      const event = new MessageEvent("message", { data });
      this.dispatchEvent(event);
      this.onmessage?.(event);
    }

    postMessage(data) {
      const inner = this.frame.contentWindow;
      this.ready.then(() => inner.dispatchEvent(new inner.MessageEvent("message", { data })));
    }

    terminate() {
      this.frame.remove();
    }
  };

  function load(page, address) {
    return new Promise((resolve, reject) => {
      const script = page.createElement("script");
      script.src = address;
      script.onload = resolve;
      script.onerror = reject;
      page.head.append(script);
    });
  }
})();
