"""The web process's entrance for the server (WSGI)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lienthong.site.settings")
application = get_wsgi_application()
