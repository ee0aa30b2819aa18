/* Máy lấy số: đếm lùi rồi về đầu, giọng đọc khi chạm. Không có tệp này máy vẫn lấy được số. */
(() => {
  "use strict";
  const one = (selector) => document.querySelector(selector);
  const guarded = (act, otherwise) => { try { return act(); } catch { return otherwise; } };

  /* --- giọng đọc: bật tắt thấy được, chỉ khi máy có tiếng nói --- */
  const toggle = one("[data-voice]");
  const KEY = "lt:kiosk-voice";
  let on = guarded(() => localStorage.getItem(KEY) === "1", false);
  const word = (text, ...facts) => facts.reduce((said, fact) => said.replace("%s", fact), window.ltEnglish?.[text] ?? text);
  const tongue = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  const voice = (lang) => speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith(lang.slice(0, 2)));
  const say = (words, lang = tongue) => {
    if (!on || !words || !("speechSynthesis" in window)) return;
    speechSynthesis.cancel();
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang, voice: voice(lang) ?? null }));
  };
  const show = () => { toggle.setAttribute("aria-pressed", String(on)); toggle.textContent = word(on ? "Tắt giọng đọc" : "Bật giọng đọc"); };
  if (toggle && "speechSynthesis" in window) {
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", () => {
      on = !on;
      guarded(() => localStorage.setItem(KEY, on ? "1" : "0"));
      show();
      if (on) say(word("Đã bật giọng đọc")); else speechSynthesis.cancel();
    });
    for (const kind of ["pointerdown", "focusin"]) document.addEventListener(kind, (event) => {
      const box = event.target.closest("[data-say]"); // tên nhóm, tên diện vẫn là tiếng Việt trên trang tiếng Anh
      if (box) say(box.dataset.say, box.querySelector("[lang=vi]") ? "vi-VN" : tongue);
    });
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
      if (left > 10) place.textContent = left % 10 === 0 || !place.textContent ? word("Màn hình tự về đầu sau %s giây.", left) : place.textContent;
      else place.textContent = word("Màn hình tự về đầu sau %s giây.", Math.max(left, 0));
    }
    if (left === 0) leave();
  }, 1000);
})();
