/* Liên Thông: tiện lợi thêm cho trang; mọi trang vẫn dùng được khi không có tệp này.
   Không phụ thuộc, không eval, không chèn kiểu: chạy dưới CSP nghiêm. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (tag, name, words = "") => Object.assign(document.createElement(tag), { className: name, textContent: words });
  const guarded = (act, otherwise) => { try { return act(); } catch { return otherwise; } }; // kho có thể bị trình duyệt đóng
  const store = {
    get: (key) => guarded(() => localStorage.getItem(key), null),
    set: (key, value) => guarded(() => (localStorage.setItem(key, value), true), false),
    drop: (key) => guarded(() => localStorage.removeItem(key)),
    keys: () => guarded(() => Object.keys(localStorage), []),
  };
  const word = (text, ...facts) => facts.reduce((said, fact) => said.replace("%s", fact), window.ltEnglish?.[text] ?? text);
  const token = () => one("[name=csrfmiddlewaretoken]")?.value ?? "";

  /* --- HTMX: mã chống giả mạo, lời báo khi hỏng --- */
  document.addEventListener("htmx:configRequest", (event) => {
    if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token();
  });
  const say = (words) => {
    const box = make("div", "notice notice-bad");
    box.setAttribute("role", "alert");
    box.append(make("p", "", `■ ${word(words)}`));
    one("#messages")?.replaceChildren(box);
  };
  document.addEventListener("htmx:responseError", () => say("Hệ thống chưa làm được việc vừa bấm. Thử lại sau một phút; nếu vẫn vậy, gọi người quản trị của đơn vị."));
  document.addEventListener("htmx:sendError", () => say("Mất kết nối với máy chủ. Kiểm tra mạng rồi bấm lại; điều đã gõ vẫn còn."));

  /* --- khóa bảo mật: người dùng thôi, hết giờ, hoặc khóa không hợp (thư viện đăng nhập chỉ ghi vào console) --- */
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    say(event.detail.exception?.name === "InvalidStateError"
      ? "Khóa này đã có trong tài khoản. Chọn khóa khác, hoặc xem các khóa đã thêm."
      : "Chưa nhận được trả lời của khóa bảo mật. Bấm lại nút rồi chạm khóa, hoặc dùng cách khác.");
  });

  /* --- phím tắt: tắt được (WCAG 2.1.4), không bao giờ chen vào lúc đang gõ --- */
  const OFF = "lt:keys-off";
  const MENUS = "details:is(.bar-menu, .rail-more)[open]";
  const typing = (target) => target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
  const step = (by) => {
    const rows = all("table[data-keys] tbody tr, [data-keys]:not(table) > *").filter((row) => one("a[href], button", row));
    if (!rows.length) return false;
    const here = rows.findIndex((row) => row.contains(document.activeElement));
    const next = here < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, here + by));
    one("a[href], button", rows[next]).focus();
    return true;
  };
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all(MENUS).forEach((menu) => { if (menu.contains(document.activeElement)) one("summary", menu).focus(); menu.open = false; });
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target) || store.get(OFF)) return;
    let done = false;
    if (event.key === "/") { const box = one("#shell-search"); box?.focus(); box?.select(); done = !!box; }
    else if (event.key === "j") done = step(1);
    else if (event.key === "k") done = step(-1);
    else if (/^[a-z0-9]$/.test(event.key)) { const door = one(`[data-hotkey="${event.key}"]`); door?.click(); done = !!door; }
    if (done) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    all(MENUS).forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
    if (event.target.closest("[data-print]")) window.print();
    const link = event.target.closest("[data-error-summary] a[href^='#']");
    const field = link && document.getElementById(link.hash.slice(1));
    if (field) { event.preventDefault(); field.scrollIntoView({ block: "center" }); field.focus(); }
  });
  const help = one("[data-keys-help]");
  if (help) {
    const box = one("[data-keys-off]", help);
    help.hidden = false;
    box.checked = !!store.get(OFF);
    box.addEventListener("change", () => (box.checked ? store.set(OFF, "1") : store.drop(OFF)));
  }
  all("[data-print]").forEach((button) => { button.hidden = false; });
  addEventListener("beforeprint", () => all("details[data-print-open]").forEach((part) => { part.open = true; }));

  /* --- lỗi: đưa người gõ tới bản tóm tắt --- */
  const attend = (root) => {
    const box = one("[data-error-summary]", root);
    if (box) { box.focus(); if (!document.title.startsWith(word("Lỗi: "))) document.title = word("Lỗi: ") + document.title; }
  };
  attend(document);
  document.addEventListener("htmx:afterSettle", (event) => { attend(event.target); all("form[data-draft-url]", event.target).forEach(keep); });

  /* --- ô chọn tệp: tên tệp đã chọn hiện cạnh nút --- */
  document.addEventListener("change", (event) => {
    const told = event.target.type === "file" && event.target.closest(".file-box")?.querySelector("[data-picked]");
    const names = told ? [...event.target.files].map((file) => file.name) : [];
    if (told) told.textContent = names.length > 1 ? word("%s tệp: %s", names.length, names.join(", ")) : names[0] ?? word("Chưa chọn tệp");
  });

  /* --- mạng chậm: điều đã gõ, đã chọn trước khi kịch bản tới thì nay mới được nghe (htmx:load đầu tiên đến sau khi htmx gắn xong) --- */
  const altered = (part) => {
    if (part.options) return part.selectedIndex !== Math.max(0, [...part.options].findIndex((option) => option.defaultSelected));
    if (!["checkbox", "radio"].includes(part.type)) return part.value !== part.defaultValue;
    return part.checked !== part.defaultChecked && (part.checked || part.type === "checkbox");
  };
  document.addEventListener("htmx:load", () => {
    for (const part of all("input, textarea, select:not([multiple])").filter(altered))
      for (const name of ["input", "change"]) part.dispatchEvent(new Event(name, { bubbles: true }));
  }, { once: true });

  /* --- danh sách gợi ý (combobox): phím lên, xuống, Enter, Esc --- */
  const list = (input) => document.getElementById(input.getAttribute("aria-controls"));
  const mark = (input, option) => {
    all("[role=option]", list(input)).forEach((each) => each.setAttribute("aria-selected", String(each === option)));
    if (option) { option.scrollIntoView({ block: "nearest" }); input.setAttribute("aria-activedescendant", option.id); }
    else input.removeAttribute("aria-activedescendant");
  };
  const fold = (input) => { list(input).replaceChildren(); input.setAttribute("aria-expanded", "false"); mark(input, null); };
  const pick = (input, option) => {
    const hidden = document.getElementById(input.dataset.comboValue ?? "");
    input.value = option.dataset.text ?? option.textContent.trim();
    if (hidden) { hidden.value = option.dataset.value; hidden.dispatchEvent(new Event("change", { bubbles: true })); }
    fold(input);
    input.dispatchEvent(new Event("lt:picked", { bubbles: true }));
  };
  document.addEventListener("htmx:afterSwap", (event) => {
    const input = event.target.id && one(`[role=combobox][aria-controls="${event.target.id}"]`);
    if (input) input.setAttribute("aria-expanded", String(!!one("[role=option]", event.target)));
  });
  document.addEventListener("keydown", (event) => {
    const input = event.target.closest?.("[role=combobox]");
    const options = input && list(input) ? all("[role=option]", list(input)) : [];
    if (!options.length) return;
    const here = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const move = { ArrowDown: here + 1, ArrowUp: here < 0 ? options.length - 1 : here - 1 }[event.key];
    if (move !== undefined) mark(input, options[(move + options.length) % options.length]);
    else if (event.key === "Enter" && here >= 0) pick(input, options[here]);
    else if (event.key === "Escape") fold(input);
    else return;
    event.preventDefault();
  });
  document.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    const input = option && one(`[role=combobox][aria-controls="${option.closest("[role=listbox]")?.id}"]`);
    if (input) { event.preventDefault(); pick(input, option); }
  });

  /* --- bản nháp: gửi máy chủ sau mỗi lần gõ; mất mạng hay hết phiên thì giữ trên máy này rồi gửi lại --- */
  const DRAFT = `lt:draft:${one(".bar")?.dataset.person ?? ""}:`;
  const HALF_DAY = 12 * 3600 * 1000;
  const entries = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !/csrf|password/.test(name));
  const read = (key) => guarded(() => JSON.parse(store.get(key)), null);
  const write = (form, more = {}) => store.set(DRAFT + form.dataset.draftUrl, JSON.stringify({ at: Date.now(), data: entries(form), ...more }));
  const clock = () => new Date().toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", hour12: false });
  const show = (form, words, state) => {
    const place = one("[data-draft-mark]", form) ?? form.appendChild(Object.assign(make("p", "draft-mark"), { role: "status" }));
    place.dataset.draftMark = "";
    place.dataset.state = state;
    place.textContent = words;
  };
  const send = async (form) => {
    const sent = JSON.stringify(entries(form));
    try {
      const answer = await fetch(form.dataset.draftUrl, {
        method: "POST", body: new URLSearchParams(entries(form)), redirect: "manual", credentials: "same-origin",
        headers: { "X-CSRFToken": token(), Accept: "application/json" },
      });
      if (!answer.ok) throw new Error(answer.type === "opaqueredirect" || [401, 403].includes(answer.status) ? "session" : "server");
      const told = await answer.json().catch(() => ({}));
      if (sent === JSON.stringify(entries(form))) store.drop(DRAFT + form.dataset.draftUrl);
      show(form, word("Đã lưu nháp %s", told.saved_at ?? clock()), "saved");
    } catch (fault) {
      write(form);
      const why = fault.message === "session" ? "Phiên đăng nhập đã hết: đăng nhập lại ở thẻ khác của trình duyệt" : "Chưa gửi được tới máy chủ, sẽ thử lại";
      show(form, word("▲ %s. Bản nháp đang giữ trên máy này (%s).", word(why), clock()), "kept");
      clearTimeout(form.ltRetry);
      form.ltRetry = setTimeout(() => send(form), 15000);
    }
  };
  const refill = (form, data) => {
    const left = new Map();
    data.forEach(([name, value]) => left.set(name, [...(left.get(name) ?? []), value]));
    for (const part of form.elements) {
      if (!part.name || /csrf|password/.test(part.name) || ["file", "submit", "button"].includes(part.type)) continue;
      const values = left.get(part.name) ?? [];
      if (part.type === "checkbox" || part.type === "radio") part.checked = values.includes(part.value);
      else if (part.multiple) for (const option of part.options) option.selected = values.includes(option.value);
      else if (values.length) part.value = values.shift();
    }
    form.dispatchEvent(new Event("input", { bubbles: true }));
  };
  const offer = (form, copy) => {
    const box = make("div", "notice notice-warn");
    const row = make("p", "row");
    const yes = Object.assign(make("button", "btn btn-2 btn-small", word("Điền lại")), { type: "button" });
    const no = Object.assign(make("button", "btn-link", word("Bỏ bản này")), { type: "button" });
    box.setAttribute("role", "status");
    box.append(make("p", "", word("▲ Máy này còn giữ một bản nháp chưa gửi được.")), row);
    row.append(yes, no);
    yes.addEventListener("click", () => { refill(form, copy.data); box.remove(); });
    no.addEventListener("click", () => { store.drop(DRAFT + form.dataset.draftUrl); box.remove(); });
    form.before(box);
  };
  function keep(form) {
    if (form.ltKept) return;
    form.ltKept = true;
    const copy = read(DRAFT + form.dataset.draftUrl);
    if (copy && (one("[data-error-summary]") || JSON.stringify(copy.data) === JSON.stringify(entries(form)))) store.drop(DRAFT + form.dataset.draftUrl);
    else if (copy) offer(form, copy);
    form.addEventListener("input", () => {
      write(form);
      clearTimeout(form.ltTimer);
      clearTimeout(form.ltRetry);
      form.ltTimer = setTimeout(() => send(form), 800);
    });
    form.addEventListener("submit", () => { clearTimeout(form.ltTimer); clearTimeout(form.ltRetry); write(form, { submitted: true }); });
    addEventListener("online", () => { if (read(DRAFT + form.dataset.draftUrl)) send(form); });
  }
  const drafts = all("form[data-draft-url]");
  const open = new Set(drafts.map((form) => DRAFT + form.dataset.draftUrl));
  for (const key of store.keys().filter((name) => name.startsWith("lt:draft:"))) {
    const copy = read(key);
    const settled = copy?.submitted && key.startsWith(DRAFT) && one(".bar")?.dataset.person && !open.has(key);
    if (!copy || settled || Date.now() - copy.at > HALF_DAY) store.drop(key);
  }
  drafts.forEach(keep);

  /* --- đổi ngôn ngữ: điều đã gõ (trừ mật khẩu, tệp) theo sang trang mới, chỉ trong thẻ này --- */
  const TYPED = `lt:typed:${location.pathname}${location.search}`;
  const typed = guarded(() => JSON.parse(sessionStorage.getItem(TYPED)), null);
  guarded(() => sessionStorage.removeItem(TYPED));
  const written = () => all("main form");
  if (typed?.length === written().length) written().forEach((form, at) => { if (typed[at].length) refill(form, typed[at]); });
  one("[data-languages]")?.addEventListener("submit", () => guarded(() => sessionStorage.setItem(TYPED, JSON.stringify(written().map(entries)))));

  /* --- gửi hai lần: lần sau bị bỏ qua; đăng xuất: xóa mọi bản nháp trên máy này --- */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-sign-out]")) store.keys().filter((key) => key.startsWith("lt:draft:")).forEach(store.drop);
    if (form.method !== "post" || form.hasAttribute("hx-post") || event.defaultPrevented) return;
    if (Date.now() - (form.ltSent ?? 0) < 3000) event.preventDefault();
    form.ltSent = Date.now();
  });
  addEventListener("pageshow", (event) => { if (event.persisted) all("form").forEach((form) => { form.ltSent = 0; }); });
})();
