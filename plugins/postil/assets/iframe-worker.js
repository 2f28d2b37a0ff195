// A web worker for file:// pages, where browsers refuse real ones: the worker's script runs in a
// hidden frame, which gets the same functions. The theme's search needs no more. Its own
// offline plugin would load such a script from another server.
(() => {
  "use strict";
  if (location.protocol !== "file:") return;

  window.Worker = class FrameWorker extends EventTarget {
    constructor(address) {
      super();
      const frame = document.createElement("iframe");
      frame.hidden = true;
      document.body.append(frame);
      this.inner = frame.contentWindow;
      const page = this.inner.document;
      this.inner.postMessage = (data) => this.dispatchEvent(new MessageEvent("message", { data }));
      this.inner.importScripts = (...urls) => Promise.all(urls.map((url) => load(page, new URL(url, address))));
      this.ready = load(page, new URL(address, location));
    }

    postMessage(data) {
      this.ready.then(() => this.inner.dispatchEvent(new this.inner.MessageEvent("message", { data })));
    }
  };

  const load = (page, src) => new Promise((onload, onerror) => {
    page.head.append(Object.assign(page.createElement("script"), { onload, onerror, src }));
  });
})();
