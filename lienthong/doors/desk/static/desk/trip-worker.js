/* Người gác của một trang «mang theo»: chỉ trang ấy (phạm vi là địa chỉ của nó) và tệp tĩnh mà trang dùng.
   Có mạng thì lấy bản mới; mất mạng, mạng quá chậm, máy chủ hỏng hoặc phiên đã hết thì đưa bản đã giữ. */
"use strict";
const PAGE = new URL(self.registration.scope).pathname;
const SLOW = 4000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const late = () => new Promise((_, no) => setTimeout(() => no(new Error("slow")), SLOW));

const held = (request) => caches.match(request, { cacheName: PAGE }); // không mở kho: mở là lập lại kho mà trang vừa xóa

const page = async (request) => {
  const kept = await held(PAGE);
  if (!kept) return fetch(request);
  try {
    const fresh = await Promise.race([fetch(request), late()]);
    return fresh.ok ? fresh : kept; // chuyển đến trang đăng nhập cũng không ok: trang đã giữ tự nói cần đăng nhập
  } catch { return kept; }
};

const part = async (request) => (await held(request)) ?? fetch(request);

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(page(request));
  else if (request.destination && request.destination !== "document") event.respondWith(part(request));
});
