/* Bảng gọi số: nghe tiến trình trực tiếp; mất kết nối thì giữ trạng thái cuối, nói từ lúc nào, tự nối lại. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const board = one("[data-board]");
  const rows = one("[data-rows]");
  const link = one("[data-link]");
  const SILENT = 25000; // máy chủ nhắn ít nhất mỗi 10 giây; im lâu hơn thế này là đã mất
  const AGAIN = 3000;
  const ROWS = rows.children.length;
  let mark = board.dataset.mark;
  let heard = Date.now();
  let lostAt = null;
  let source = null;

  const clock = (at) => at.toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  const make = (tag, words) => Object.assign(document.createElement(tag), { textContent: words });
  const word = (text, ...facts) => facts.reduce((said, fact) => said.replace("%s", fact), window.ltEnglish?.[text] ?? text);
  const tell = (state, words) => { if (link.dataset.state !== state) { link.dataset.state = state; link.textContent = words; } };
  const found = () => { heard = Date.now(); lostAt = null; tell("live", word("● Đang cập nhật trực tiếp")); };
  const lost = () => { lostAt ??= new Date(); tell("lost", word("▲ Mất kết nối lúc %s, hiện trạng thái cuối", clock(lostAt))); };

  /* --- tiếng gọi: người trực bật, vì trình duyệt chỉ cho nói sau khi có người bấm --- */
  const toggle = one("[data-voice]");
  let loud = false;
  if ("speechSynthesis" in window) {
    toggle.hidden = false;
    toggle.addEventListener("click", () => {
      loud = !loud;
      toggle.setAttribute("aria-pressed", String(loud));
      toggle.textContent = word(loud ? "Tắt tiếng gọi" : "Bật tiếng gọi");
      if (loud) speak(word("Đã bật tiếng gọi")); else speechSynthesis.cancel();
    });
  }
  const speak = (words) => {
    if (!loud) return;
    const voice = speechSynthesis.getVoices().find((each) => each.lang.toLowerCase().startsWith("vi"));
    speechSynthesis.speak(Object.assign(new SpeechSynthesisUtterance(words), { lang: "vi-VN", voice: voice ?? null, rate: 0.9 }));
  };

  const draw = (shown) => {
    const before = new Set([...rows.querySelectorAll("[data-call]")].map((row) => row.dataset.call));
    const made = shown.calls.map((call) => {
      const row = document.createElement("tr");
      Object.assign(row.dataset, { call: call.call, say: call.say });
      row.append(Object.assign(make("th", call.number), { scope: "row" }), make("td", call.counter), make("td", call.name));
      if (!before.has(call.call)) { row.className = "fresh"; setTimeout(() => { row.className = ""; }, 8000); }
      return row;
    });
    while (made.length < ROWS) {
      const row = Object.assign(document.createElement("tr"), { className: "blank" });
      row.append(Object.assign(document.createElement("td"), { colSpan: 3 }));
      made.push(row);
    }
    rows.replaceChildren(...made);
    one("[data-waiting]").textContent = shown.waiting;
    const fresh = shown.calls.filter((call) => !before.has(call.call)).reverse();
    if (fresh.length) one("[data-announce]").textContent = fresh.map((call) => call.say).join(". ");
    fresh.forEach((call) => speak(call.say));
  };

  const listen = () => {
    source?.close();
    source = new EventSource(`${board.dataset.live}?tu=${encodeURIComponent(mark)}`);
    source.addEventListener("board", (event) => { mark = event.lastEventId; draw(JSON.parse(event.data)); found(); });
    source.addEventListener("alive", found);
    source.onerror = lost; // trình duyệt tự nối lại; khi nó thôi, nhịp dưới đây nối
  };
  const ask = async () => { // không có tiến trình trực tiếp: hỏi lại chính trang này
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (!answer.ok) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const calls = [...page.querySelectorAll("[data-call]")].map((row) => ({
        call: row.dataset.call, number: row.cells[0].textContent, counter: row.cells[1].textContent, name: row.cells[2].textContent,
        say: row.dataset.say,
      }));
      const next = one("[data-board]", page).dataset.mark;
      if (next !== mark) { mark = next; draw({ calls, waiting: one("[data-waiting]", page).textContent }); }
      found();
    } catch { lost(); }
  };

  if (!board.dataset.live) { setInterval(ask, AGAIN); return; }
  listen();
  setInterval(() => {
    const silent = Date.now() - heard > SILENT;
    if (silent) lost();
    if (silent || source.readyState === EventSource.CLOSED) { heard = Date.now(); listen(); }
  }, AGAIN);
})();
