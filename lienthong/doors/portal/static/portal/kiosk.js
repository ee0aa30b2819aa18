/* Máy lấy số: đếm lùi rồi về đầu, giọng đọc khi chạm. Không có tệp này máy vẫn lấy được số. */
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const guarded = (act, otherwise) => { try { return act(); } catch { return otherwise; } };

  /* --- giọng đọc: bật tắt thấy được, chỉ khi máy có tiếng nói --- */
  const toggle = one("[data-voice]");
  const KEY = "lt:kiosk-voice";
  let on = guarded(() => localStorage.getItem(KEY) === "1", false);
  const voice = () => speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith("vi"));
  const say = (words) => {
    if (!on || !words || !("speechSynthesis" in window)) return;
    speechSynthesis.cancel();
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang: "vi-VN", voice: voice() ?? null }));
  };
  const show = () => { toggle.setAttribute("aria-pressed", String(on)); toggle.textContent = on ? "Tắt giọng đọc" : "Bật giọng đọc"; };
  if (toggle && "speechSynthesis" in window) {
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", () => {
      on = !on;
      guarded(() => localStorage.setItem(KEY, on ? "1" : "0"));
      show();
      if (on) say("Đã bật giọng đọc"); else speechSynthesis.cancel();
    });
    for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, (event) => say(event.target.closest("[data-say]")?.dataset.say));
    say(document.body.dataset.sayNow);
  }

  /* --- hết giờ: về đầu (hoặc tải lại), có đếm lùi, xin thêm được --- */
  const whole = Number(document.body.dataset.idle ?? 0);
  if (!whole) return;
  const place = one("[data-countdown]");
  const more = one("[data-more-time]");
  const shown = "idleShown" in document.body.dataset;
  const typing = () => ["INPUT", "TEXTAREA"].includes(document.activeElement?.tagName) && document.activeElement.value;
  let left = whole;
  if (more) { more.hidden = false; more.addEventListener("click", () => { left = whole * 2; }); }
  for (const kind of ["pointerdown", "keydown", "input"]) document.addEventListener(kind, () => { left = Math.max(left, whole); });
  const leave = async () => {
    const url = document.body.dataset.idleUrl || location.href;
    try { // mất mạng, hay máy chủ báo bận, thì giữ trang cũ và thử lại: trang báo lỗi không tự về đầu được
      const answer = await fetch(url, { method: "HEAD", cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      location.replace(url);
    } catch { left = 5; }
  };
  setInterval(() => {
    if (!shown && typing()) left = whole;
    left -= 1;
    if (place && shown) {
      if (left > 10) place.textContent = left % 10 === 0 || !place.textContent ? `Màn hình tự về đầu sau ${left} giây.` : place.textContent;
      else place.textContent = `Màn hình tự về đầu sau ${Math.max(left, 0)} giây.`;
    }
    if (left === 0) leave();
  }, 1000);
})();
