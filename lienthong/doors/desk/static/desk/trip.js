/* Trang «mang theo»: mọi việc được ghi vào máy ngay, mang mã riêng và giờ làm; có mạng thì gửi, gửi lại không thành hai. */
(() => {
  "use strict";
  const root = document.querySelector("[data-trip]");
  if (!root) return;
  const one = (selector, within = root) => within.querySelector(selector);
  const all = (selector, within = root) => [...within.querySelectorAll(selector)];
  const make = (tag, words, name = "") => Object.assign(document.createElement(tag), { textContent: words, className: name });
  const { send, worker, home, signIn, trip } = root.dataset;
  const page = location.pathname;
  const english = document.documentElement.lang === "en";
  const filled = (text, facts) => facts.reduce((said, fact) => said.replace("%s", () => fact), text);
  const word = (text, ...facts) => filled(window.ltEnglish?.[text] ?? text, facts);
  const SIDE = 1600;
  let keep, offset = 0;

  const say = (words, link) => {
    const box = one("[data-said]");
    box.textContent = words;
    if (link) box.append(" ", Object.assign(make("a", word("Đăng nhập lại")), { href: link }));
  };
  const now = () => new Date(Date.now() + offset);
  const hour = (at) => new Date(at).toLocaleString(english ? "en-GB" : "vi-VN", { hour: "2-digit", minute: "2-digit", day: "2-digit", month: english ? "long" : "2-digit" });

  /* --- chữ ký và ảnh --- */
  const signed = new WeakSet();
  const pen = (canvas) => {
    const ink = canvas.getContext("2d");
    const place = (event) => {
      const box = canvas.getBoundingClientRect();
      return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
    };
    const clear = () => { ink.fillStyle = "#fff"; ink.fillRect(0, 0, canvas.width, canvas.height); signed.delete(canvas); };
    canvas.addEventListener("pointerdown", (event) => {
      canvas.setPointerCapture(event.pointerId);
      Object.assign(ink, { lineWidth: 4, lineCap: "round", strokeStyle: "#1B1C22" });
      ink.beginPath();
      ink.moveTo(...place(event));
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!canvas.hasPointerCapture(event.pointerId)) return;
      ink.lineTo(...place(event));
      ink.stroke();
      signed.add(canvas);
    });
    canvas.addEventListener("lt:clear", clear);
    clear();
  };
  const blob = (canvas, kind, quality) => new Promise((yes) => canvas.toBlob(yes, kind, quality));
  const smaller = async (file) => {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
    const canvas = Object.assign(document.createElement("canvas"), { width: Math.round(picture.width * scale), height: Math.round(picture.height * scale) });
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return blob(canvas, "image/jpeg", 0.8);
  };
  const photos = new WeakMap(); // dòng giấy -> ảnh đã thu nhỏ
  root.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-photo]")) return;
    const row = event.target.closest(".carry-paper");
    const taken = [...(photos.get(row) ?? [])];
    for (const file of event.target.files) {
      try { taken.push(await smaller(file)); } catch { say(word("Không đọc được ảnh vừa chụp; chụp lại.")); }
    }
    photos.set(row, taken);
    one("[data-have]", row).checked = true;
    one("[data-photos]", row).textContent = word("%s ảnh", taken.length);
    event.target.value = "";
  });
  root.addEventListener("click", (event) => {
    if (event.target.matches("[data-clear]")) one("canvas", event.target.parentElement).dispatchEvent(new Event("lt:clear"));
  });

  /* --- thủ tục và giấy tờ của một lượt tiếp nhận --- */
  const offers = JSON.parse(document.getElementById("offers").textContent);
  const receive = one("[data-receive]");
  const what = one("#what", receive);
  offers.forEach((offer) => what.append(new Option(offer.name, offer.value)));
  const chosen = () => offers.find((offer) => offer.value === what.value);
  what.addEventListener("change", () => {
    const rows = (chosen()?.papers ?? []).map((paper) => {
      const row = document.getElementById("paper-row").content.firstElementChild.cloneNode(true);
      row.dataset.key = paper.key;
      one("[data-name]", row).textContent = [paper.name, paper.required ? "" : word("(nếu có)"), paper.shown ? word("(xuất trình, đối chiếu rồi trả lại)") : ""].filter(Boolean).join(" ");
      one("[data-photo]", row).setAttribute("aria-label", word("Chụp ảnh %s", paper.name));
      if (paper.shown) one("[data-photo]", row).closest("label").remove(); // giấy chỉ xuất trình không nhận ảnh
      return row;
    });
    one("[data-papers]", receive).replaceChildren(...rows);
    one("[data-papers-hint]", receive).hidden = !!rows.length;
  });
  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-receive-for]");
    if (!button) return;
    const form = one("form", receive);
    form.reset();
    form.elements.line.value = button.dataset.receiveFor;
    form.elements.name.value = button.dataset.name;
    form.elements.phone.value = button.dataset.phone;
    form.elements.place.value = button.dataset.place;
    form.elements.address.value = button.dataset.place ? "" : button.dataset.village;
    Object.assign(one("[data-for]", receive), { hidden: false, textContent: word("Theo đề nghị của %s", button.dataset.name) });
    receive.open = true;
    what.focus();
  });

  /* --- làm một việc: đọc biểu, ghi vào máy --- */
  const typed = (form, ...names) => Object.fromEntries(names.map((name) => [name, form.elements[name].value.trim()]).filter(([, value]) => value));
  const papers = (form) => all(".carry-paper", form).filter((row) => one("[data-have]", row).checked);
  const pictures = (rows) => rows.flatMap((row, place) => (photos.get(row) ?? []).map((content, number) => (
    { slot: `paper:${place}`, name: `anh-${place + 1}-${number + 1}.jpg`, content })));
  const signature = async (form) => {
    const canvas = one("[data-sign]", form);
    if (signed.has(canvas)) return [{ slot: "signature", name: "chu-ky.png", content: await blob(canvas, "image/png") }];
    if (form.elements.witness.value.trim()) return [];
    throw new Error(word("Mời người nhận ký vào ô, hoặc ghi họ tên người làm chứng."));
  };
  const representative = (form) => {
    if (!form.elements.represented?.checked) return null;
    const fields = all("[name^=rep_]", form).map((field) => field.name);
    const told = Object.fromEntries(Object.entries(typed(form, ...fields)).map(([name, value]) => [name.slice(4), value]));
    if (!told.name) throw new Error(word("Ghi họ tên người đại diện."));
    if (!told.basis) throw new Error(word("Ghi căn cứ đại diện, ví dụ: mẹ của chủ hồ sơ, hoặc giấy ủy quyền ngày nào."));
    return told;
  };
  const read = {
    return: async (form) => {
      const facts = typed(form, "receiver", "receiver_id", "witness");
      if (!facts.receiver) throw new Error(word("Ghi họ tên người nhận."));
      const due = form.elements.paid;
      if (due && !due.checked) throw new Error(word("Thu đủ tiền rồi đánh dấu đã thu; chưa thu được thì ghi không làm được."));
      if (due) facts.paid = Number(due.value);
      return { facts, files: await signature(form) };
    },
    supplement: async (form) => {
      const rows = papers(form);
      if (!rows.length) throw new Error(word("Đánh dấu giấy tờ đã nhận."));
      const listed = rows.map((row) => ({ name: row.dataset.paper, originals: 1 }));
      return { facts: { ...typed(form, "note"), papers: listed }, files: pictures(rows) };
    },
    missed: async (form) => {
      const facts = typed(form, "reason");
      if (!facts.reason) throw new Error(word("Ghi vì sao không làm được, ví dụ: đi nương, không có nhà."));
      return { facts, files: [] };
    },
    receive: async (form) => {
      const offer = chosen();
      if (!offer) throw new Error(word("Chọn thủ tục."));
      const person = typed(form, "name", "id_type", "id_number", "born", "phone", "place", "address");
      if (!person.name) throw new Error(word("Ghi họ và tên."));
      const stands = representative(form);
      const rows = papers(form);
      const given = rows.map((row) => offer.papers.find((paper) => paper.key === row.dataset.key));
      const lacking = offer.papers.filter((paper) => paper.required && !given.includes(paper));
      if (lacking.length) throw new Error(word("Còn thiếu: %s. Chưa đủ giấy tờ thì chưa nhận hồ sơ; hẹn người dân chuẩn bị.", lacking.map((paper) => paper.name).join("; ")));
      const witnessed = typed(form, "witness");
      if (witnessed.witness) Object.assign(stands ?? person, witnessed, { signs_by: "thumbprint" }); // ai ký ở bản thì người ấy điểm chỉ
      const [version, name] = what.value.split("|");
      const listed = given.map(({ key, name: words, originals, copies, shown }) => ({ key, name: words, originals: shown ? 0 : originals, copies: shown ? 0 : copies, shown_only: shown }));
      return { facts: { version, case: name, procedure: offer.name, person, ...(stands && { representative: stands }), papers: listed }, files: [...pictures(rows), ...(await signature(form))], label: word("Tiếp nhận: %s", person.name), record: filled("Tiếp nhận: %s", [person.name]) };
    },
  };
  const mark = (act) => {
    const box = act.line && one(`details[data-line="${act.line}"] [data-done]`);
    if (box) box.textContent = act.kind === "void" ? "" : `✓ ${act.label.split(":")[0]}, ${hour(act.done_at)}`;
  };
  root.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-act]");
    if (!form) return;
    event.preventDefault();
    const fault = one("[data-fault]", form), button = one("[type=submit]", form);
    button.disabled = true;
    try {
      const { facts, files, label, record } = await read[form.dataset.act](form);
      const act = {
        act: crypto.randomUUID(), kind: form.dataset.act, line: Number(form.dataset.line ?? form.elements.line?.value) || null,
        dossier: form.dataset.dossier ?? null, done_at: now().toISOString(), facts, files, label: label ?? form.dataset.label,
        record: record ?? form.dataset.record, state: "unsent", tried: false,
      };
      await keep.add(act);
      fault.hidden = true;
      mark(act);
      form.reset();
      all("[data-sign]", form).forEach((canvas) => canvas.dispatchEvent(new Event("lt:clear")));
      all(".carry-paper", form).forEach((row) => { photos.delete(row); one("[data-photos]", row).textContent = ""; });
      if (form.dataset.act === "receive") { what.dispatchEvent(new Event("change")); one("[data-for]", receive).hidden = true; form.elements.line.value = ""; }
      form.closest("details").open = false;
      say(word("Đã ghi vào máy."));
      await show();
      flow();
    } catch (no) {
      Object.assign(fault, { hidden: false, textContent: no.name === "QuotaExceededError" ? word("Máy hết chỗ chứa: gửi bớt việc về rồi làm tiếp; việc này chưa được ghi.") : no.message });
    } finally { button.disabled = false; }
  });

  /* --- danh sách chưa gửi, đã gửi --- */
  const STATES = { merged: word("✓ đã nhập"), exception: word("▲ chờ quyết định ở quầy"), dropped: word("■ đã bỏ") };
  const item = (act) => {
    const row = make("li", "");
    const words = act.state === "unsent" ? (act.answer ? `▲ ${act.answer}` : "") : `${STATES[act.state] ?? act.state}${act.cause ? `: ${act.cause}` : ""}`;
    row.append(make("span", `${act.label}, ${hour(act.done_at)}${words ? ` · ${words}` : ""}`));
    if (act.state === "unsent" && !act.tried && act.kind !== "void") {
      const undo = make("button", word("Xóa"), "btn btn-2");
      undo.type = "button";
      undo.setAttribute("aria-label", word("Xóa %s", act.label));
      undo.addEventListener("click", async () => {
        const gone = { ...act, act: crypto.randomUUID(), kind: "void", facts: { reason: act.record ?? act.label }, files: [], label: word("Đã xóa: %s", act.label) };
        await keep.replace(act, gone);
        mark(gone);
        await show();
      });
      row.append(undo);
    }
    return row;
  };
  const show = async () => {
    const acts = await keep.acts();
    const left = acts.filter((act) => act.state === "unsent"), gone = acts.filter((act) => act.state !== "unsent");
    one("[data-count]").textContent = left.length;
    one("[data-unsent]").replaceChildren(...left.map(item));
    one("[data-sent]").replaceChildren(...gone.map(item));
    one("[data-sent-count]").textContent = gone.length;
    one("[data-sent-box]").hidden = !gone.length;
    one("[data-finish]").hidden = !!left.length;
    one("[data-send-now]").hidden = !left.length;
    return left;
  };

  /* --- gửi về: từng việc một; lời đáp mất giữa đường thì gửi lại cùng mã --- */
  const JSON_ONLY = { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" };
  class Stop extends Error {}
  const answer = async (response) => {
    if (response.status === 401 || response.redirected) throw new Stop(word("Phiên đăng nhập đã hết; việc vẫn còn trong máy."), { cause: "sign-in" });
    if (response.status >= 500 || response.status === 429) throw new Stop(word("Máy chủ đang bận; sẽ tự gửi lại."));
    return [response, await response.json().catch(() => { throw new Stop(word("Máy chủ trả lời không đọc được; sẽ tự gửi lại.")); })];
  };
  const greet = async () => {
    const [response, told] = await answer(await fetch(send, JSON_ONLY));
    if (!response.ok) throw new Stop(told.message);
    offset = Date.parse(told.now) - Date.now();
    await keep.set("offset", offset);
    return told.csrf;
  };
  const post = async (csrf, told, files = []) => {
    const body = new FormData();
    body.append("told", JSON.stringify(told));
    files.forEach(({ slot, name, content }, place) => body.append(`${slot}/${String(place).padStart(3, "0")}`, content, name));
    return answer(await fetch(send, { ...JSON_ONLY, method: "POST", body, headers: { Accept: "application/json", "X-CSRFToken": csrf } }));
  };
  const sendOne = async (csrf, device, act) => {
    if (!act.tried) await keep.put({ ...act, tried: true });
    const { act: key, kind, number, line, dossier, done_at, facts } = act;
    const [response, told] = await post(csrf, { act: key, device, kind, number, line, dossier, done_at, facts }, act.files);
    if (response.ok) await keep.put({ ...act, tried: true, files: [], state: told.state, cause: told.cause });
    else await keep.put({ ...act, tried: true, answer: told.message ?? word("Máy chủ không nhận việc này; mang điện thoại đến quầy.") });
  };
  const round = async (finished) => {
    try {
      const csrf = await greet();
      const device = await keep.get("device");
      for (const act of (await keep.acts()).filter((one) => one.state === "unsent")) await sendOne(csrf, device, act);
      const left = await show();
      const [response, told] = await post(csrf, { device, made: (await keep.get("made")) ?? 0, finished: finished && !left.length });
      one("[data-link]", document).textContent = word("● Có mạng");
      say(response.ok ? (left.length ? word("Còn việc chưa nhận được, xem lý do ở trên.") : word("Mọi việc đã gửi về.")) : told.message);
      return response.ok && !left.length;
    } catch (no) {
      one("[data-link]", document).textContent = no instanceof Stop ? word("● Có mạng") : word("○ Không có mạng");
      if (no instanceof Stop) say(no.message, no.cause === "sign-in" ? signIn : "");
      else say(word("Không có mạng; việc được giữ trong máy, có mạng thì tự gửi."));
      await show();
      return false;
    }
  };
  let guarded = Promise.resolve();
  let last = Promise.resolve(false); // từng lượt một: lượt bấm khi đang gửi thì chờ lượt trước xong rồi mới chạy
  const flow = (finished = false) => { last = last.then(() => round(finished)); return last; };
  one("[data-send-now]").addEventListener("click", () => flow());
  one("[data-finish]").addEventListener("click", async () => {
    if (!(await flow(true))) return;
    await guarded.catch(() => {}); // đang giữ dở mà xóa thì kho được lập lại sau lưng
    await keep.forget();
    await caches.delete(page);
    for (const kept of await navigator.serviceWorker.getRegistrations()) if (new URL(kept.scope).pathname === page) await kept.unregister();
    location.assign(home);
  });

  /* --- tìm dòng theo tên, mã, mã QR --- */
  const bare = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  const find = one("#find");
  const look = () => all("details[data-line]").forEach((line) => { line.hidden = !bare(line.dataset.words).includes(bare(find.value.trim())); });
  find.addEventListener("input", look);
  one("[data-find]").addEventListener("submit", (event) => event.preventDefault());
  if ("BarcodeDetector" in window) {
    one("[data-scan]").hidden = false;
    one("[data-scan] input").addEventListener("change", async (event) => {
      const codes = await new BarcodeDetector({ formats: ["qr_code"] }).detect(await createImageBitmap(event.target.files[0])).catch(() => []);
      if (!codes.length) return say(word("Không thấy mã QR trong ảnh; chụp gần hơn, đủ sáng."));
      const told = codes[0].rawValue;
      find.value = told.includes("?") ? new URLSearchParams(told.split("?")[1]).get("ma") ?? "" : told;
      look();
      const line = one("details[data-line]:not([hidden])");
      if (line) line.open = true; else say(word("Hồ sơ này không có trong chuyến."));
      event.target.value = "";
    });
  }

  /* --- mở trang: kho, người gác, bản giữ lại --- */
  const guard = async () => {
    await navigator.serviceWorker.register(worker, { scope: page }).catch(async (no) => {
      if (!(await navigator.serviceWorker.getRegistration(page))) throw no; // phiên đã hết thì không tải lại được, bản cũ vẫn gác
    });
    const own = all("link[rel=stylesheet], link[rel=icon], script[src]", document).map((part) => part.href || part.src);
    const box = await caches.open(page);
    if (navigator.onLine) await box.addAll([page, ...own]).catch(async (no) => { if (!(await box.match(page))) throw no; });
    await navigator.serviceWorker.ready;
  };
  const begin = async () => {
    const ready = one("[data-ready]");
    const tell = (words, state) => { ready.textContent = words; ready.dataset.state = state; };
    try {
      keep = await window.ltKeep.open(trip);
      if (!(await keep.get("device"))) await keep.set("device", crypto.randomUUID());
      offset = (await keep.get("offset")) ?? 0;
      all("[data-sign]").forEach(pen);
      (await keep.acts()).forEach(mark);
      await show();
      guarded = guard();
      await guarded;
      navigator.storage?.persist?.();
      await flow();
      tell(word("✓ Đã lưu trang vào máy: dùng được khi không có mạng."), "ready");
    } catch {
      tell(word("■ Máy này không giữ được trang để dùng khi không có mạng. Dùng trình duyệt khác, hoặc bản in của chuyến."), "bad");
    }
  };
  addEventListener("online", () => flow());
  addEventListener("offline", () => { one("[data-link]", document).textContent = word("○ Không có mạng"); });
  setInterval(async () => { if (keep && (await keep.acts()).some((act) => act.state === "unsent")) flow(); }, 60_000);
  begin();
})();
