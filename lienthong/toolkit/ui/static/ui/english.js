/* Written by `make messages`: the words of the scripts on English pages. */
window.ltEnglish = {
  "Bật giọng đọc": "Turn reading aloud on",
  "Bật tiếng gọi": "Turn spoken calls on",
  "Bỏ bản này": "Discard this copy",
  "Chưa gửi được tới máy chủ, sẽ thử lại": "Could not reach the server, will try again",
  "Chưa nhận được trả lời của khóa bảo mật. Bấm lại nút rồi chạm khóa, hoặc dùng cách khác.": "The security key did not answer. Press the button again and touch the key, or use another way.",
  "Hệ thống chưa làm được việc vừa bấm. Thử lại sau một phút; nếu vẫn vậy, gọi người quản trị của đơn vị.": "The system could not do this. Try again in a minute; if it still fails, call the administrator of your unit.",
  "Khóa này đã có trong tài khoản. Chọn khóa khác, hoặc xem các khóa đã thêm.": "This key is already in the account. Use another key, or look at the keys you have added.",
  "Lỗi: ": "Error: ",
  "Màn hình tự về đầu sau %s giây.": "This screen returns to the start in %s s.",
  "Mất kết nối với máy chủ. Kiểm tra mạng rồi bấm lại; điều đã gõ vẫn còn.": "The connection to the server is lost. Check the network and press again; what you typed is still there.",
  "Phiên đăng nhập đã hết: đăng nhập lại ở thẻ khác của trình duyệt": "The session has ended: sign in again in another tab",
  "Tắt giọng đọc": "Turn reading aloud off",
  "Tắt tiếng gọi": "Turn spoken calls off",
  "Điền lại": "Fill in again",
  "Đã bật giọng đọc": "Reading aloud is on",
  "Đã bật tiếng gọi": "Spoken calls are on",
  "Đã lưu nháp %s": "Draft saved %s",
  "▲ %s. Bản nháp đang giữ trên máy này (%s).": "▲ %s. The draft is kept on this device (%s).",
  "▲ Máy này còn giữ một bản nháp chưa gửi được.": "▲ This device still holds a draft that could not be sent.",
  "▲ Mất kết nối lúc %s, hiện trạng thái cuối": "▲ Connection lost at %s, showing the last state",
  "● Đang cập nhật trực tiếp": "● Live"
};
