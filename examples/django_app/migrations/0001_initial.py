"""The tables, and something to sell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from django_app.models import new_id


def fill_stock(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Put T-shirts on the shelf."""
    apps.get_model("django_app", "Stock").objects.create(sku="t-shirt", pieces=1000)


class Migration(migrations.Migration):
    """The first."""

    initial = True
    operations: ClassVar[Sequence[Operation]] = [
        migrations.CreateModel(
            name="Order",
            fields=[
                ("id", models.CharField(default=new_id, max_length=32, primary_key=True, serialize=False)),
                ("quantity", models.PositiveIntegerField()),
                ("status", models.CharField(default="open", max_length=10)),
                ("recovery_url", models.TextField(null=True)),
            ],
            options={"db_table": "orders"},
        ),
        migrations.CreateModel(
            name="Fulfilment",
            fields=[
                ("order_id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("session_id", models.CharField(max_length=255)),
            ],
            options={"db_table": "fulfilments"},
        ),
        migrations.CreateModel(
            name="Stock",
            fields=[
                ("sku", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("pieces", models.IntegerField()),
            ],
            options={
                "db_table": "stock",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("pieces__gte", 0)), name="pieces_not_negative")
                ],
            },
        ),
        migrations.CreateModel(
            name="Parcel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("order_id", models.CharField(max_length=32)),
                ("quantity", models.PositiveIntegerField()),
            ],
            options={"db_table": "parcels"},
        ),
        migrations.RunPython(fill_stock),
    ]
