/* Liên Thông: tiện lợi thêm cho trang; mọi trang vẫn dùng được khi không có tệp này.
   Không phụ thuộc, không eval, không chèn kiểu: chạy dưới CSP nghiêm. */
(() => {
  "use strict";
  const one = (selector, root = document) => root.querySelector(selector);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const store = { get(k) { try { return localStorage.getItem(k); } catch { return null; } }, set(k, v) { try { localStorage.setItem(k, v); return true; } catch { return false; } }, drop(k) { try { localStorage.removeItem(k); } catch { /* kho đóng */ } }, keys() { try { return Object.keys(localStorage); } catch { return []; } } };
  const token = () => one("[name=csrfmiddlewaretoken]")?.value ?? "";

  document.addEventListener("htmx:configRequest", (event) => { if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = token(); });
  const say = (words) => {
    const place = one("#messages"); if (!place) return;
    const box = document.createElement("div"); box.className = "notice notice-bad"; box.setAttribute("role", "alert");
    const line = document.createElement("p"); line.textContent = words; box.append(line); place.replaceChildren(box);
  };
  document.addEventListener("htmx:responseError", () => say("Hệ thống chưa làm được việc vừa bấm. Thử lại sau một phút; nếu vẫn vậy, gọi người quản trị của đơn vị."));
  document.addEventListener("htmx:sendError", () => say("Mất kết nối với máy chủ. Kiểm tra mạng rồi bấm lại; điều đã gõ vẫn còn."));
})();
