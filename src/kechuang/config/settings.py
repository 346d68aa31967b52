"""Django's settings, made from the installation's configuration. Nobody edits this file to run the product."""

from kechuang.config.configuration import home_folder, load, secret_of
from kechuang.config.databases import database

HOME = home_folder()
CONFIGURATION = load(HOME)

SECRET_KEY = secret_of(HOME)
DEBUG = False
ALLOWED_HOSTS = CONFIGURATION.hosts

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "kechuang.config.apps.InstallationConfig",
    "kechuang.directory.apps.DirectoryConfig",
    "kechuang.trail.apps.TrailConfig",
    "kechuang.files.apps.FilesConfig",
    "kechuang.documents.apps.DocumentsConfig",
    "kechuang.notify.apps.NotifyConfig",
    "kechuang.ui.apps.UiConfig",
    "kechuang.door.apps.DoorConfig",
    "kechuang.forms.apps.FormsConfig",
    "kechuang.funds.apps.FundsConfig",
    "kechuang.schemes.apps.SchemesConfig",
    "kechuang.cases.apps.CasesConfig",
    "kechuang.stages.intake.apps.IntakeConfig",
    "kechuang.stages.screening.apps.ScreeningConfig",
    "kechuang.stages.review.apps.ReviewConfig",
    "kechuang.stages.decision.apps.DecisionConfig",
    "kechuang.stages.notice.apps.NoticeConfig",
    "kechuang.stages.approval.apps.ApprovalConfig",
    "kechuang.stages.agreement.apps.AgreementConfig",
    "kechuang.stages.execution.apps.ExecutionConfig",
    "kechuang.stages.acceptance.apps.AcceptanceConfig",
    "kechuang.stages.archive.apps.ArchiveConfig",
    "kechuang.plan.apps.PlanConfig",
    "kechuang.portal.apps.PortalConfig",
    "kechuang.desk.apps.DeskConfig",
    "kechuang.api.apps.ApiConfig",
]
if CONFIGURATION.demonstration:
    INSTALLED_APPS.append("kechuang.demo.apps.DemoConfig")

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "kechuang.ui.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "kechuang.ui.middleware.idle_session",
    "kechuang.ui.middleware.words_for_405",
    "django.contrib.messages.middleware.MessageMiddleware",
    "kechuang.desk.own_password.own_password",
]

ROOT_URLCONF = "kechuang.config.urls"
WSGI_APPLICATION = "kechuang.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "kechuang.ui.context.shell",
            ],
            "builtins": ["kechuang.ui.templatetags.ui", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "kechuang.ui.forms.Renderer"

DATABASES = {"default": database(CONFIGURATION.database, HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "directory.Account"
AUTHENTICATION_BACKENDS = ["kechuang.ui.visit.AccountBackend"]
PASSWORD_HASHERS = ["kechuang.directory.passwords.Argon2"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "kechuang.directory.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["login"]},
    },
]
LOGIN_URL = "desk:sign-in"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
TIME_ZONE = CONFIGURATION.time_zone
USE_TZ = True

# The bureau's own schemes and forms, beside those that the product carries.
CATALOGUE = str(HOME / "catalogue")

STATIC_URL = "/static/"
STATIC_ROOT = str(HOME / "static")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(HOME / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

SESSION_COOKIE_AGE = CONFIGURATION.idle_minutes * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "kechuang.ui.errors.stale_form"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = CONFIGURATION.https
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if CONFIGURATION.https:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
