/* Kho của một chuyến trên điện thoại (IndexedDB): việc đã làm, mã máy, độ lệch đồng hồ. Ghi xong mới báo xong. */
(() => {
  "use strict";
  const asked = (request) => new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

  const open = async (trip) => {
    const opening = indexedDB.open(`chuyen-${trip}`, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore("acts", { keyPath: "act" });
      opening.result.createObjectStore("facts");
    };
    const base = await asked(opening);
    /* một giao dịch: việc và số thứ tự của nó cùng được ghi, hoặc không gì cả */
    const within = (mode, work) => new Promise((yes, no) => {
      const deal = base.transaction(["acts", "facts"], mode, { durability: "strict" });
      let result;
      deal.oncomplete = () => yes(result);
      deal.onerror = deal.onabort = () => no(deal.error);
      work(deal.objectStore("acts"), deal.objectStore("facts"), (value) => { result = value; });
    });

    return {
      get: (name) => within("readonly", (_, facts, give) => { facts.get(name).onsuccess = (event) => give(event.target.result); }),
      set: (name, value) => within("readwrite", (_, facts) => { facts.put(value, name); }),
      acts: async () => {
        const all = await within("readonly", (acts, _, give) => { acts.getAll().onsuccess = (event) => give(event.target.result); });
        return all.sort((one, other) => one.number - other.number);
      },
      add: (act) => within("readwrite", (acts, facts, give) => {
        facts.get("made").onsuccess = (event) => {
          const number = (event.target.result ?? 0) + 1;
          facts.put(number, "made");
          acts.put({ ...act, number });
          give(number);
        };
      }),
      put: (act) => within("readwrite", (acts) => { acts.put(act); }),
      /* thay một việc chưa từng gửi bằng việc «xóa» mang cùng số: dãy số trên máy không bao giờ hụt */
      replace: (old, act) => within("readwrite", (acts) => { acts.delete(old.act); acts.put({ ...act, number: old.number }); }),
      forget: () => new Promise((yes) => {
        base.close();
        const gone = indexedDB.deleteDatabase(`chuyen-${trip}`);
        gone.onsuccess = gone.onerror = gone.onblocked = () => yes();
      }),
    };
  };
  window.ltKeep = { open };
})();
