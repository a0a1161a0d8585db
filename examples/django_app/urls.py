"""The URLs of the views."""

from __future__ import annotations

from django.urls import path

from . import views

urlpatterns = [
    path("", views.shop),
    path("orders", views.order),
    path("orders/<str:order_id>", views.order_page),
    path("success", views.success),
    path("webhook", views.webhook),
]
