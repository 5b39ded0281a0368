"""The portal's addresses and one more, which says hello: what every figure is compared with."""

from django.http import HttpResponse
from django.urls import path

from minutes_portal.urls import urlpatterns as site

handler404 = "minutes_portal.views.not_found"
urlpatterns = [path("hello/", lambda request: HttpResponse("hello")), *site]
