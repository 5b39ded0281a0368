"""The addresses of an officer's own account."""

from django.urls import path

from minutes_portal.accounts import views

app_name = "accounts"

urlpatterns = [
    path("", views.account, name="account"),
    path("second-factor/", views.set_up, name="set-up"),
    path("second-factor/qr.svg", views.qr_code, name="qr-code"),
    path("verify/", views.verify, name="verify"),
    path("verify/recovery-code/", views.recover, name="recover"),
    path("recovery-codes/", views.recovery_codes, name="recovery-codes"),
    path("recovery-codes/download/", views.download_codes, name="download-codes"),
]
