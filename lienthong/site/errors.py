"""The refusals of the assembled product: starting, stopping, saving and restoring an installation."""

from __future__ import annotations

from lienthong.toolkit.errors import Refusal


class InstallationRefusal(Refusal):
    """Something about the installation itself must be put right by the person who runs it."""


class BinariesMissing(InstallationRefusal):
    """No PostgreSQL programs were found in any of the three places."""

    code = "site.postgres_missing"
    reason = (
        "Không tìm thấy PostgreSQL 15 trở lên (đã tìm: %(searched)s). Hãy chạy `make env` để cài lại gói kèm theo, "
        "hoặc đặt LIENTHONG_PG_BIN là thư mục chứa initdb và postgres."
    )


class FolderNotWritable(InstallationRefusal):
    """The data folder cannot be written to."""

    code = "site.folder_not_writable"
    reason = (
        "Không ghi được vào thư mục dữ liệu %(folder)s (%(why)s). Hãy cấp quyền "
        "ghi cho thư mục này hoặc chọn thư mục khác bằng --data-dir."
    )


class FolderFull(InstallationRefusal):
    """The disk that holds the data folder has no room left."""

    code = "site.folder_full"
    reason = (
        "Ổ đĩa chứa thư mục dữ liệu %(folder)s đã đầy (còn %(free_mb)s MB, cần ít nhất "
        "%(needed_mb)s MB). Hãy giải phóng chỗ trống rồi khởi động lại."
    )


class FolderNewer(InstallationRefusal):
    """The data were written by a newer PostgreSQL."""

    code = "site.folder_newer"
    reason = (
        "Dữ liệu trong %(folder)s do PostgreSQL %(data_version)s tạo ra, mới hơn bản đang cài (%(binary_version)s). "
        "Dữ liệu chưa bị đụng tới; hãy cập nhật Liên Thông rồi khởi động lại."
    )


class FolderOlder(InstallationRefusal):
    """The data were written by an older major version of PostgreSQL."""

    code = "site.folder_older"
    reason = (
        "Dữ liệu trong %(folder)s do PostgreSQL %(data_version)s tạo ra, cũ hơn "
        "bản đang cài (%(binary_version)s). Dữ liệu chưa bị đụng tới; "
        "hãy đặt LIENTHONG_PG_BIN tới PostgreSQL %(data_version)s, chạy "
        "`lienthong backup`, rồi `lienthong restore` vào thư mục dữ liệu mới."
    )


class ServerTooOld(InstallationRefusal):
    """The server behind DATABASE_URL is older than 15."""

    code = "site.server_too_old"
    reason = (
        "Máy chủ trong DATABASE_OWNER_URL là PostgreSQL %(found)s; Liên Thông cần PostgreSQL 15 trở lên. Hãy nâng cấp máy chủ đó."
    )


class PostgresFailed(InstallationRefusal):
    """The server program ended instead of starting."""

    code = "site.postgres_failed"
    reason = "PostgreSQL không khởi động được: %(detail)s. Nhật ký đầy đủ ở %(log)s."


class PasswordLost(InstallationRefusal):
    """The data folder exists, but the files with its passwords do not."""

    code = "site.password_lost"
    reason = (
        "Thiếu tệp mật khẩu %(path)s của cơ sở dữ liệu đã có. Hãy chép lại thư "
        "mục keys của bản cài đặt này, hoặc phục hồi từ bản sao lưu."
    )


class AccountMissing(InstallationRefusal):
    """Root has no service account to run PostgreSQL as, and could not make one."""

    code = "site.account_missing"
    reason = (
        "PostgreSQL không chạy bằng quyền root và không tạo được tài khoản hệ thống %(name)s (%(why)s). "
        "Hãy chạy: useradd --system --no-create-home %(name)s, hoặc khởi động bằng một người dùng thường."
    )


class AlreadyRunning(InstallationRefusal):
    """Another process already serves this data folder."""

    code = "site.already_running"
    reason = (
        "Liên Thông đang chạy với thư mục dữ liệu %(folder)s%(where)s. Dùng `lienthong status` để xem, `lienthong stop` để dừng."
    )


class NotRunning(InstallationRefusal):
    """There is nothing to stop."""

    code = "site.not_running"
    reason = "Liên Thông không chạy với thư mục dữ liệu %(folder)s. Khởi động bằng `lienthong start`."


class PortTaken(InstallationRefusal):
    """The port that was asked for belongs to another program."""

    code = "site.port_taken"
    reason = (
        "Cổng %(port)s trên %(host)s đang do chương trình khác dùng. Hãy chọn "
        "cổng khác bằng --port, hoặc bỏ --port để Liên Thông tự chọn."
    )


class DemoOnly(InstallationRefusal):
    """The clock may be set in a demo installation only."""

    code = "site.demo_only"
    reason = "Chỉ bản trình diễn mới đặt được đồng hồ (--at). Thư mục %(folder)s là bản dùng thật."


class ModeFixed(InstallationRefusal):
    """A demo installation does not become a real one."""

    code = "site.mode_fixed"
    reason = (
        "Thư mục %(folder)s là bản trình diễn. Muốn bản dùng thật, hãy chọn "
        "thư mục dữ liệu khác bằng --data-dir cùng với --no-demo."
    )


class SceneFixed(InstallationRefusal):
    """An installation does not become another demonstration."""

    code = "site.scene_fixed"
    reason = (
        "Thư mục %(folder)s là %(found)s. Muốn bản trình diễn %(wanted)s, hãy chọn "
        "thư mục dữ liệu khác bằng --data-dir cùng với --demo %(wanted)s."
    )


class OutsideScene(InstallationRefusal):
    """The clock of a demonstration stays in the time that its organisation and history cover."""

    code = "site.outside_scene"
    reason = "Bản trình diễn %(scene)s không có ngày %(found)s; hãy đặt --at %(span)s."


class PreparationFailed(InstallationRefusal):
    """Migration, static files or the demo ended with an error."""

    code = "site.preparation_failed"
    reason = "Bước chuẩn bị %(step)s không xong: %(detail)s."


class FileUnreadable(InstallationRefusal):
    """A file named on the command line cannot be read."""

    code = "site.file_unreadable"
    reason = "Không đọc được tệp «%(file)s»; kiểm tra đường dẫn, quyền đọc và mã chữ UTF-8."


class BadMoment(InstallationRefusal):
    """A date or an instant on the command line cannot be read."""

    code = "site.bad_moment"
    reason = "Không đọc được thời điểm %(found)s. Hãy viết theo dạng 2018-03-12T08:00."


class StaysRunning(InstallationRefusal):
    """The instance did not end in time."""

    code = "site.stays_running"
    reason = "Tiến trình %(pid)s chưa dừng sau %(seconds)s giây. Hãy chờ thêm rồi gọi lại `lienthong stop`."


class NoInstallation(InstallationRefusal):
    """The data folder holds no installation yet."""

    code = "site.no_installation"
    reason = "Chưa có bản cài đặt nào trong %(folder)s. Hãy chạy `lienthong start` trước, hoặc chỉ đúng thư mục bằng --data-dir."


class NotEmpty(InstallationRefusal):
    """A restore never writes over an installation."""

    code = "site.not_empty"
    reason = "Không phục hồi đè lên dữ liệu đang có (%(what)s). Hãy phục hồi vào một thư mục dữ liệu mới bằng --data-dir."


class BackupExists(InstallationRefusal):
    """A backup never overwrites a file."""

    code = "site.backup_exists"
    reason = "Tệp %(path)s đã có. Hãy chọn tên khác; bản sao lưu không ghi đè."


class BackupDamaged(InstallationRefusal):
    """The backup is not what was written; nothing was touched."""

    code = "site.backup_damaged"
    reason = "Bản sao lưu %(path)s bị hỏng: %(detail)s. Chưa có gì bị thay đổi; hãy dùng bản sao lưu khác."


class BackupNewer(InstallationRefusal):
    """The backup comes from a newer version of the product."""

    code = "site.backup_newer"
    reason = (
        "Bản sao lưu %(path)s do một phiên bản Liên Thông mới hơn tạo ra (%(detail)s). Hãy cập nhật Liên Thông rồi phục hồi lại."
    )


class ToolFailed(InstallationRefusal):
    """pg_dump or pg_restore ended with an error."""

    code = "site.tool_failed"
    reason = "%(tool)s không xong: %(detail)s."


class DemoDataOnly(Refusal):
    """Invented people and shared passwords never enter a real installation."""

    code = "site.demo_data_only"
    reason = (
        "Dữ liệu mẫu và tài khoản mẫu chỉ nạp vào bản cài đặt trình diễn. Hãy dùng một thư mục dữ liệu khác, không có --no-demo."
    )


class LoadNeedsEmpty(Refusal):
    """A bulk load writes past the services' counters, so it wants a database without dossiers."""

    code = "site.load_needs_empty"
    reason = "Nạp khối chỉ dành cho cơ sở dữ liệu chưa có hồ sơ nào. Hãy dùng một thư mục dữ liệu mới bằng --data-dir."
