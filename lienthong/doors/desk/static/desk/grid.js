/* Bảng nhập văn bản: Ctrl+D chép ô ở dòng trên, Enter xuống dòng dưới, dòng cuối thì thêm dòng.  Không có tệp này thì bảng vẫn nhập được. */
"use strict";
(() => {
  const form = document.querySelector("form[data-grid]");
  if (!form) return;
  const most = Number(form.dataset.grid);
  const body = form.querySelector("tbody");
  const rows = () => [...body.querySelectorAll("[data-grid-row]")];
  const boxes = (row) => [...row.querySelectorAll("td > input, td > select")];
  form.querySelector("[data-grid-hint]").hidden = false;

  /* Một dòng mới, trống, giống dòng cuối; tên, mã và nhãn mang số của nó. */
  function added() {
    const last = rows().at(-1);
    const number = rows().length + 1;
    if (number > most) return null;
    const row = last.cloneNode(true);
    row.querySelectorAll(".error, .choice").forEach((one) => one.remove());
    row.querySelector("th").textContent = String(number);
    boxes(row).forEach((box) => {
      box.name = box.name.replace(/^r\d+-/, `r${number}-`);
      box.id = box.id.replace(/^id_r\d+-/, `id_r${number}-`);
      box.setAttribute("aria-label", box.getAttribute("aria-label").replace(/\d+/, String(number)));
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
      box.value = "";
    });
    body.append(row);
    form.elements.dong.value = String(number);
    return row;
  }

  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-grid-row]");
    if (!row) return;
    const place = boxes(row).indexOf(event.target);
    if (place < 0) return;
    if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === "d") {
      event.preventDefault();
      const above = row.previousElementSibling;
      if (above) event.target.value = boxes(above)[place].value;
    } else if (event.key === "Enter" && event.target.tagName === "INPUT") {
      event.preventDefault();
      const below = row.nextElementSibling || added();
      if (below) boxes(below)[place].focus();
    }
  });
})();
