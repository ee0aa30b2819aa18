/* Ghi âm ngay trên trang: bản ghi được đặt vào ô chọn tệp, nên phần còn lại là một biểu bình thường. */
(() => {
  "use strict";
  const box = document.querySelector("[data-record]"), panel = document.querySelector("[data-recorder]");
  if (!box || !panel || !window.MediaRecorder || !navigator.mediaDevices) return;
  const kinds = [["audio/webm;codecs=opus", "webm"], ["audio/ogg;codecs=opus", "ogg"], ["audio/mp4", "m4a"]];
  const [mime, ending] = kinds.find(([kind]) => MediaRecorder.isTypeSupported(kind)) ?? [];
  if (!mime) return;
  const button = panel.querySelector("[data-start]"), told = panel.querySelector("[data-told]");
  const word = (text, ...facts) => facts.reduce((said, fact) => said.replace("%s", fact), window.ltEnglish?.[text] ?? text);
  let recorder = null, began = 0, clock = 0;
  const seconds = () => Math.round((Date.now() - began) / 1000);
  const stopped = (parts, stream) => {
    clearInterval(clock);
    stream.getTracks().forEach((track) => track.stop());
    const files = new DataTransfer();
    files.items.add(new File(parts, `ghi-am.${ending}`, { type: mime.split(";")[0] }));
    box.files = files.files;
    box.dispatchEvent(new Event("change", { bubbles: true }));
    told.textContent = word("Đã ghi %s giây; gửi để duyệt, hoặc ghi lại.", seconds());
    button.textContent = word("● Ghi lại");
    recorder = null;
  };
  button.addEventListener("click", async () => {
    if (recorder) { recorder.stop(); return; }
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true }), parts = [];
      recorder = new MediaRecorder(stream, { mimeType: mime, audioBitsPerSecond: 24_000 });
      recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
      recorder.addEventListener("stop", () => stopped(parts, stream));
      recorder.start();
      began = Date.now();
      button.textContent = word("■ Dừng");
      clock = setInterval(() => { told.textContent = word("Đang ghi, %s giây", seconds()); }, 1000);
    } catch { told.textContent = word("Trình duyệt chưa cho dùng micro; cho phép rồi bấm lại, hoặc chọn tệp đã ghi."); }
  });
  panel.hidden = false;
})();
