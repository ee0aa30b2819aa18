"""Every setting of the product, in one typed place.  Offices are data, never settings."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONCE, NONE, SELF

from lienthong.site import environment as env
from lienthong.site.demo.scenes import SCENES
from lienthong.toolkit.languages import LANGUAGES as KNOWN

BASE = Path(__file__).resolve().parent.parent

# --- where things live -------------------------------------------------------------------------------
DATA_DIR = env.folder("LIENTHONG_DATA_DIR", str(BASE.parent / "data"), "thư mục dữ liệu (cơ sở dữ liệu, tệp, nhật ký)")
DEMO = env.switch("LIENTHONG_DEMO", "bản cài đặt trình diễn: cho đặt đồng hồ, có tài khoản mẫu", default=False)
CLOCK_OFFSET_SECONDS = env.number(
    "LIENTHONG_CLOCK_OFFSET", 0, "số giây lệch của đồng hồ nghiệp vụ, chỉ trong bản trình diễn", low=-(2**40), high=2**40
)
if CLOCK_OFFSET_SECONDS and not DEMO:
    raise env.SettingsFault("LIENTHONG_CLOCK_OFFSET", "0 khi không phải bản trình diễn", str(CLOCK_OFFSET_SECONDS))
DEMO_SCENE = env.choice("LIENTHONG_DEMO_SCENE", "2018", set(SCENES), "bản trình diễn nào: 2018 hay 2026")
DEMO_DOSSIERS = env.number(
    "LIENTHONG_DEMO_DOSSIERS", 0, "số hồ sơ lịch sử của bản trình diễn; 0: đủ như bản đó có (2018: 1500, 2026: 600)", high=20_000
)

# --- secrets and addresses -----------------------------------------------------------------------------
SECRET_KEY = env.text("LIENTHONG_SECRET_KEY", None, "khóa bí mật, ít nhất 32 ký tự")
if len(SECRET_KEY) < 32:
    raise env.SettingsFault("LIENTHONG_SECRET_KEY", "ít nhất 32 ký tự", f"{len(SECRET_KEY)} ký tự")
ALLOWED_HOSTS = env.text("LIENTHONG_HOSTS", "localhost,127.0.0.1,[::1]", "tên máy được phép, cách nhau bằng dấu phẩy").split(",")
SECURE = env.switch("LIENTHONG_HTTPS", "phục vụ sau HTTPS: cookie an toàn, HSTS", default=False)
DEBUG = False
LIVE = env.text(
    "LIENTHONG_LIVE",
    "",
    "nơi trình duyệt thấy tiến trình trực tiếp của bảng gọi số: cổng, hoặc đường dẫn sau proxy; trống thì bảng tự hỏi lại",
)
INSTALLATION = env.text("LIENTHONG_INSTALLATION", "H49.BL", "mã bản cài đặt, đi cùng mọi bản ghi rời máy")

# --- database: one dialect, four roles (DESIGN 7.6) -------------------------------------------------------
DATABASES = {
    "default": env.database("DATABASE_URL", "đường dẫn cơ sở dữ liệu của tiến trình web", role="lienthong_web"),
    "owner": env.database("DATABASE_OWNER_URL", "đường dẫn của chủ sở hữu: di trú, nạp khối, sao lưu"),
    "worker": env.database("DATABASE_OWNER_URL", "đường dẫn của chủ sở hữu: di trú, nạp khối, sao lưu", role="lienthong_worker"),
    "sealer": env.database("DATABASE_OWNER_URL", "đường dẫn của chủ sở hữu: di trú, nạp khối, sao lưu", role="lienthong_sealer"),
}
if env.choice("LIENTHONG_ROLE", "web", {"web", "worker", "owner"}, "vai của tiến trình này đối với cơ sở dữ liệu") != "web":
    DATABASES["default"] = DATABASES[env.text("LIENTHONG_ROLE", "web", "vai của tiến trình")]
for _alias in ("default", "worker", "sealer"):
    DATABASES[_alias]["TEST"] = {"MIRROR": "owner"}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- the house --------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "lienthong.toolkit.outbox",
    "lienthong.toolkit.ui",
    "lienthong.office.worktime",
    "lienthong.office.ledger",
    "lienthong.office.files",
    "lienthong.office.org",
    "lienthong.office.accounts",
    "lienthong.office.citizens",
    "lienthong.office.readiness",
    "lienthong.casework.tasks",
    "lienthong.casework.procedures",
    "lienthong.casework.books",
    "lienthong.casework.documents",
    "lienthong.casework.intake",
    "lienthong.casework.handling",
    "lienthong.casework.agenda",
    "lienthong.casework.drafting",
    "lienthong.casework.approval",
    "lienthong.casework.delivery",
    "lienthong.casework.workfiles",
    "lienthong.casework.queue",
    "lienthong.casework.guidance",
    "lienthong.casework.dossiers",
    "lienthong.casework.petitions",
    "lienthong.casework.fees",
    "lienthong.casework.forms",
    "lienthong.casework.deadlines",
    "lienthong.casework.certification",
    "lienthong.casework.handover",
    "lienthong.casework.reorganisation",
    "lienthong.casework.staffing",
    "lienthong.casework.cuts",
    "lienthong.casework.notices",
    "lienthong.casework.ratings",
    "lienthong.casework.results",
    "lienthong.casework.monthly",
    "lienthong.casework.reports",
    "lienthong.casework.scores",
    "lienthong.casework.trips",
    "lienthong.doors.desk",
    "lienthong.doors.portal",
    "lienthong.doors.exchange",
    "lienthong.site",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lienthong.site.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lienthong.office.accounts.web.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lienthong.site.full_disk.FullDisk",
    "lienthong.site.demo.gate.StillBuilding",
    "lienthong.office.accounts.web.middleware.ActorMiddleware",
]
ROOT_URLCONF = "lienthong.site.urls"
WSGI_APPLICATION = "lienthong.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "site" / "templates", BASE / "office" / "accounts" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.i18n"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lienthong.site.context.shell",
            ],
        },
    }
]

# --- language and formats ----------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = list(zip(KNOWN, ("Tiếng Việt", "English"), strict=True))
LANGUAGE_COOKIE_NAME = "__Host-lt-language" if SECURE else "lt-language"
LOCALE_PATHS = [BASE / "site" / "locale"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
FORMAT_MODULE_PATH = ["lienthong.toolkit.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- static files -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.folder("LIENTHONG_STATIC_DIR", str(DATA_DIR / "static"), "thư mục tệp tĩnh đã gom")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if env.switch("LIENTHONG_TEST", "đang chạy kiểm thử", default=False):
    STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}

# --- background work: jobs live in the `jobs` room of an app ---------------------------------------------------
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

# --- money ------------------------------------------------------------------------------------------------------
PAYMENT_SECRET = env.text("LIENTHONG_PAYMENT_SECRET", "", "khóa chung với ngân hàng để ký báo có; bỏ trống thì không nhận báo có")
E_RECEIPT_URL = env.text(
    "LIENTHONG_E_RECEIPT_URL", "", "địa chỉ https của nhà cung cấp biên lai điện tử; bỏ trống thì không dùng"
)
E_RECEIPT_SECRET = env.text("LIENTHONG_E_RECEIPT_SECRET", "", "khóa chung với nhà cung cấp biên lai điện tử để ký yêu cầu")

# --- files --------------------------------------------------------------------------------------------------
FILES_DIR = env.folder("LIENTHONG_FILES_DIR", str(DATA_DIR / "files"), "kho tệp theo mã băm, khi không dùng S3")
FILES_S3 = env.text("LIENTHONG_FILES_S3", "", "kho S3: s3://thùng/tiền-tố; bỏ trống thì dùng thư mục")
FILES_S3_ENDPOINT = env.text("LIENTHONG_FILES_S3_ENDPOINT", "", "địa chỉ máy chủ S3, bỏ trống là mặc định của thư viện")
UPLOAD_MAX_BYTES = env.number("LIENTHONG_UPLOAD_MAX_MB", 50, "cỡ tệp tải lên lớn nhất, MB", low=1, high=500) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "lienthong.office.files.web.uploads.CappedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "lienthong.office.files.web.uploads.RoomForUpload",
]

# --- notices to citizens: an empty channel is off; the operations page says so ---------------------------------
PUBLIC_URL = env.text("LIENTHONG_PUBLIC_URL", "http://localhost:8000", "địa chỉ trang công dân, đứng đầu mọi liên kết gửi đi")
_LOOK_AT = f"folder:{DATA_DIR / 'notices'}" if DEMO else ""
NOTICES_EMAIL = env.address(
    "LIENTHONG_NOTICES_EMAIL",
    _LOOK_AT,
    "kênh thư: smtp:// (STARTTLS), smtps://, smtp+plain:// hoặc folder:/thư-mục; trống là tắt",
    schemes={"smtp", "smtps", "smtp+plain", "folder"},
)
_PHONE = {"https", "folder"}
NOTICES_SMS = env.address(
    "LIENTHONG_NOTICES_SMS", _LOOK_AT, "kênh SMS: https:// của cổng tin hoặc folder:/thư-mục; trống là tắt", schemes=_PHONE
)
NOTICES_ZALO = env.address(
    "LIENTHONG_NOTICES_ZALO", "", "kênh Zalo: https:// của cổng tin hoặc folder:/thư-mục; trống là tắt", schemes=_PHONE
)
NOTICES_SECRET = env.text("LIENTHONG_NOTICES_SECRET", "", "khóa chung với cổng tin để ký lời gọi, ít nhất 32 ký tự")
NOTICES_FROM = env.text("LIENTHONG_NOTICES_FROM", "motcua@localhost", "địa chỉ người gửi của thư thông báo")
NOTICES_TIMEOUT = env.number("LIENTHONG_NOTICES_TIMEOUT", 10, "số giây chờ máy chủ thư và cổng tin trả lời", low=1, high=60)
if any(one.startswith("http") for one in (NOTICES_SMS, NOTICES_ZALO)) and len(NOTICES_SECRET) < 32:
    raise env.SettingsFault("LIENTHONG_NOTICES_SECRET", "ít nhất 32 ký tự khi dùng cổng tin", f"{len(NOTICES_SECRET)} ký tự")
CITIZENS_TEXTER = "lienthong.casework.notices.public.text_at_once" if NOTICES_SMS else ""  # the port of office.citizens
CITIZENS_OIDC_ISSUER = env.address(
    "LIENTHONG_OIDC_ISSUER",
    "",
    "địa chỉ nhà cung cấp định danh quốc gia (OpenID Connect); trống thì không có nút",
    schemes={"https"},
)
CITIZENS_OIDC_CLIENT_ID = env.text("LIENTHONG_OIDC_CLIENT_ID", "", "mã hệ thống này ở nhà cung cấp định danh")
CITIZENS_OIDC_SECRET = env.text("LIENTHONG_OIDC_SECRET", "", "khóa của hệ thống này ở nhà cung cấp định danh")
CITIZENS_OIDC_SCOPE = env.text("LIENTHONG_OIDC_SCOPE", "openid profile", "phạm vi thông tin xin nhà cung cấp định danh")
CITIZENS_OIDC_NUMBER = env.text("LIENTHONG_OIDC_NUMBER", "personal_number", "tên mục mang số định danh cá nhân trong ID token")
if CITIZENS_OIDC_ISSUER and not (CITIZENS_OIDC_CLIENT_ID and CITIZENS_OIDC_SECRET):
    raise env.SettingsFault("LIENTHONG_OIDC_CLIENT_ID", "đặt cả LIENTHONG_OIDC_SECRET khi có LIENTHONG_OIDC_ISSUER", "thiếu một")
_POST = env.post(NOTICES_EMAIL)  # one-time codes of citizens go by the same mail
EMAIL_BACKEND, EMAIL_FILE_PATH = _POST.backend, _POST.folder
EMAIL_HOST, EMAIL_PORT, EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _POST.host, _POST.port, _POST.user, _POST.password
EMAIL_USE_TLS, EMAIL_USE_SSL = _POST.starttls, _POST.tls
EMAIL_TIMEOUT, DEFAULT_FROM_EMAIL = NOTICES_TIMEOUT, NOTICES_FROM

# --- mail boxes whose messages wait to be registered -------------------------------------------------------------
INTAKE_MAILBOXES = env.mailboxes(
    "LIENTHONG_INTAKE_MAILBOXES", "hộp thư nhận văn bản, mỗi dòng imaps://người-dùng:mật-khẩu@máy:993/INBOX?unit=…&body=…"
)
INTAKE_TIMEOUT = env.number("LIENTHONG_INTAKE_TIMEOUT", 30, "số giây chờ máy chủ thư IMAP trả lời", low=1, high=300)

# --- ledger -------------------------------------------------------------------------------------------------
CHECKPOINT_DIR = env.folder(
    "LIENTHONG_CHECKPOINT_DIR", str(DATA_DIR / "checkpoints"), "nơi ghi điểm niêm phong ngoài cơ sở dữ liệu"
)
LEDGER_KEY_FILE = env.folder("LIENTHONG_LEDGER_KEY", str(DATA_DIR / "keys" / "ledger.ed25519"), "tệp khóa ký điểm niêm phong")

# --- digital signatures ------------------------------------------------------------------------------------
SIGNING_DIR = env.folder(
    "LIENTHONG_SIGNING_DIR",
    str(DATA_DIR / "keys" / "signing"),
    "thư mục khóa ký số: unit-<mã>.p12, person-<uid>.p12, roots/*.pem, stamp-roots/*.pem (gốc của dấu thời gian), crls/*.crl",
)
SIGNING_PASSPHRASE = env.text(
    "LIENTHONG_SIGNING_PASSPHRASE", "", "mật khẩu chung của các tệp .p12; bản trình diễn tự làm khóa mẫu, không cần"
)
SIGNING_TIMESTAMP = env.address(
    "LIENTHONG_SIGNING_TIMESTAMP",
    "",
    "địa chỉ http(s) của nơi cấp dấu thời gian (RFC 3161); đặt thì mọi chữ ký phải có dấu, trống thì không đóng dấu",
    schemes={"https", "http"},  # a stamp is signed and answers to our nonce: who listens learns a hash and no more
)
SIGNING_TIMEOUT = env.number(
    "LIENTHONG_SIGNING_TIMEOUT", 10, "số giây chờ nơi cấp dấu thời gian và nơi phát CRL trả lời", low=1, high=60
)
SIGNING_FETCH_CRLS = env.switch(
    "LIENTHONG_SIGNING_FETCH_CRLS",
    "mỗi giờ tải danh sách thu hồi (CRL) từ địa chỉ http(s) ghi trong chứng thư của ta vào crls/; tắt thì chép tay",
    default=False,
)
EDXML_DIR = env.text(
    "LIENTHONG_EDXML_DIR",
    str(DATA_DIR / "edxml") if DEMO else "",
    "thư mục trao đổi gói tin edXML với cổng của trục liên thông (in/ nhận, out/ gửi); trống thì chưa nối trục",
)
EDXML_KEY = env.text(
    "LIENTHONG_EDXML_KEY", "", "tệp PEM có khóa RSA và chứng thư để ký gói tin edXML gửi đi; trống thì gói tin không ký"
)
EDXML_TRUST_DIR = env.folder(
    "LIENTHONG_EDXML_TRUST_DIR", str(DATA_DIR / "keys" / "edxml"), "thư mục *.pem: chứng thư của nơi gửi gói tin edXML được tin"
)
EDXML_SIGNED = env.choice(
    "LIENTHONG_EDXML_SIGNED",
    "told",
    {"told", "required"},
    "gói tin edXML không có chữ ký: told nhận và báo cho văn thư, required từ chối; chữ ký sai luôn bị từ chối",
)
env.signing_keys("LIENTHONG_SIGNING_PASSPHRASE", SIGNING_DIR, SIGNING_PASSPHRASE)

# --- sign-in and sessions -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher", "django.contrib.auth.hashers.PBKDF2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "lienthong.office.accounts.services.passwords.HousePassword"}]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
_SIGN_IN_FORMS = "lienthong.office.accounts.web.forms"
ACCOUNT_FORMS = {
    "login": f"{_SIGN_IN_FORMS}.SignInForm",
    "reauthenticate": f"{_SIGN_IN_FORMS}.ConfirmForm",
    "change_password": f"{_SIGN_IN_FORMS}.SlowChangePasswordForm",
    "set_password": f"{_SIGN_IN_FORMS}.FirstPasswordForm",
}
MFA_FORMS = {
    "authenticate": f"{_SIGN_IN_FORMS}.SlowCodeForm",
    "reauthenticate": f"{_SIGN_IN_FORMS}.SlowCodeAgainForm",
    "activate_totp": f"{_SIGN_IN_FORMS}.ActivateAppForm",
    "add_webauthn": f"{_SIGN_IN_FORMS}.AddKeyForm",
    "edit_webauthn": f"{_SIGN_IN_FORMS}.EditKeyForm",
    "login_webauthn": f"{_SIGN_IN_FORMS}.KeySignInForm",
    "authenticate_webauthn": f"{_SIGN_IN_FORMS}.SecondKeyForm",
    "reauthenticate_webauthn": f"{_SIGN_IN_FORMS}.KeyAgainForm",
}
MFA_ADAPTER = "lienthong.office.accounts.web.adapter.SpokenMFAAdapter"
ACCOUNT_ADAPTER = "lienthong.office.accounts.web.adapter.ClosedAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = False
# the library counts for each web process alone and answers with a page that knows no wait: our buckets do it (accounts.rules)
ACCOUNT_RATE_LIMITS = {"login_failed": False, "login": "600/m/ip", "reauthenticate": False, "change_password": False}
MFA_RATE_LIMITS = {"webauthn_login": "600/m/ip"}  # a key cannot be guessed, and a commune may share one address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_TOTP_ISSUER = "Liên Thông"
USERSESSIONS_TRACK_ACTIVITY = False
SESSION_COOKIE_NAME = "__Host-lt-session" if SECURE else "lt-session"
CSRF_COOKIE_NAME = "__Host-lt-csrf" if SECURE else "lt-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_IDLE_MINUTES = env.number("LIENTHONG_SESSION_IDLE_MINUTES", 30, "phút không thao tác thì hết phiên", low=1, high=720)
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "frame-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- logging: no personal data in it (invariant I15) -----------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"procrastinate": {"level": "WARNING"}},
    "root": {
        "handlers": ["stderr"],
        "level": env.choice("LIENTHONG_LOG", "INFO", {"DEBUG", "INFO", "WARNING", "ERROR"}, "mức nhật ký"),
    },
}
