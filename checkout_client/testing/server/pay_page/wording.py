"""The words and amounts of the page in the languages that it knows. Other languages are shown in English."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, cast

from babel import Locale
from babel.numbers import format_currency
from babel.units import format_unit

from ....money import from_minor_units
from ..._shop.customers.input_error import InputError
from ..money_text import money
from .translated_messages import INPUT_MESSAGES, NOTICES, PAYMENT_MESSAGES, Translations

LANGUAGES: Final = ("en", "de", "fr", "es", "ja")

_WORDS: Final[Mapping[str, Translations]] = {
    "Accept the terms of service": (
        "Nutzungsbedingungen akzeptieren", "Accepter les conditions d'utilisation", "Aceptar los términos del servicio",
        "利用規約に同意する"),
    "Address": ("Adresse", "Adresse", "Dirección", "住所"),
    "Address, second line": ("Adresszusatz", "Complément d'adresse", "Dirección, segunda línea", "建物名など"),
    "Billing address": ("Rechnungsadresse", "Adresse de facturation", "Dirección de facturación", "請求先住所"),
    "Book": ("Buchen", "Réserver", "Reservar", "予約する"),
    "Cancel and go back": ("Abbrechen und zurück", "Annuler et revenir", "Cancelar y volver", "キャンセルして戻る"),
    "Card": ("Karte", "Carte", "Tarjeta", "カード"),
    "Card number": ("Kartennummer", "Numéro de carte", "Número de tarjeta", "カード番号"),
    "City": ("Ort", "Ville", "Ciudad", "市区町村"),
    "Company": ("Firma", "Entreprise", "Empresa", "会社名"),
    "Country": ("Land", "Pays", "País", "国"),
    "Discount": ("Rabatt", "Remise", "Descuento", "割引"),
    "Donate": ("Spenden", "Donner", "Donar", "寄付する"),
    "E-mail": ("E-Mail", "E-mail", "Correo electrónico", "メールアドレス"),
    "Full name": ("Vollständiger Name", "Nom complet", "Nombre completo", "氏名"),
    "IBAN": ("IBAN", "IBAN", "IBAN", "IBAN"),
    "Order": ("Bestellung", "Commande", "Pedido", "ご注文内容"),
    "Name": ("Name", "Nom", "Nombre", "名前"),
    "Pay": ("Zahlen", "Payer", "Pagar", "支払う"),
    "Payment": ("Zahlung", "Paiement", "Pago", "お支払い"),
    "Payment method": ("Zahlungsmethode", "Moyen de paiement", "Método de pago", "支払い方法"),
    "Phone": ("Telefon", "Téléphone", "Teléfono", "電話番号"),
    "Postal code": ("Postleitzahl", "Code postal", "Código postal", "郵便番号"),
    "Promotion code": ("Gutscheincode", "Code promotionnel", "Código promocional", "プロモーションコード"),
    "Quantity": ("Menge", "Quantité", "Cantidad", "数量"),
    "Save": ("Speichern", "Enregistrer", "Guardar", "保存する"),
    "Send me offers": ("Angebote zusenden", "M'envoyer des offres", "Enviarme ofertas", "お知らせを受け取る"),
    "Shipping": ("Versand", "Livraison", "Envío", "配送"),
    "Shipping address": ("Lieferadresse", "Adresse de livraison", "Dirección de envío", "お届け先住所"),
    "Simulate a declined card": (
        "Abgelehnte Karte simulieren", "Simuler une carte refusée", "Simular una tarjeta rechazada",
        "カードの拒否を再現する"),
    "Start trial": ("Testphase starten", "Commencer l'essai", "Empezar la prueba", "トライアルを開始"),
    "State": ("Bundesland", "État ou région", "Provincia", "都道府県"),
    "Subscribe": ("Abonnieren", "S'abonner", "Suscribirse", "申し込む"),
    "Subtotal": ("Zwischensumme", "Sous-total", "Subtotal", "小計"),
    "Tax": ("Steuer", "Taxe", "Impuesto", "税"),
    "Tax ID": ("Steuernummer", "Numéro fiscal", "Número de identificación fiscal", "納税者番号"),
    "Total": ("Summe", "Total", "Total", "合計"),
    "Update total": ("Summe aktualisieren", "Actualiser le total", "Actualizar el total", "合計を更新"),
    "each": ("pro Stück", "l'unité", "cada uno", "単価"),
    "included": ("enthalten", "incluse", "incluido", "内税"),
    "optional": ("freiwillig", "facultatif", "opcional", "任意"),
}  # fmt: skip


_TRANSLATIONS: Final = {**_WORDS, **INPUT_MESSAGES, **PAYMENT_MESSAGES, **NOTICES}
_FREE: Final = {"en": "free", "de": "gratis", "fr": "gratuits", "es": "gratis", "ja": "無料"}
_THEN: Final = {"de": "dann", "fr": "puis", "es": "después", "ja": "その後"}


class Wording:
    """Translates the page, and writes amounts, for one ``locale`` of a Session."""

    def __init__(self, locale: str | None) -> None:
        language = (locale or "en").partition("-")[0]
        self.language = language if language in LANGUAGES else "en"

    def __call__(self, text: str, *values: object) -> str:
        """Return ``text``, which is English, in the language of the page, with ``values`` in place of each ``{}``."""
        translated = text if self.language == "en" else _TRANSLATIONS[text][LANGUAGES.index(self.language) - 1]
        return translated.format(*values)

    def problem(self, error: ValueError) -> str:
        """Return what the page says about an error: in English, if it is one that no customer can cause."""
        if isinstance(error, InputError) and error.shown is not None:
            return self(error.shown, *error.values)
        message = str(error)
        return message[:1].upper() + message[1:]

    def country(self, code: str) -> str:
        """Return the name of a country."""
        names = cast("Mapping[str, str]", Locale(self.language).territories)
        return names.get(code, code)

    def every(self, count: int, interval: str) -> str:
        """Return how often something is paid."""
        if self.language == "en":
            return f"every {interval}" if count == 1 else f"every {count} {interval}s"
        return f"/ {format_unit(count, f'duration-{interval}', locale=self.language)}"

    def free(self, days: int) -> str:
        """Return how long a trial is free."""
        return f"{format_unit(days, 'duration-day', locale=self.language)} {_FREE[self.language]}"

    def trial(self, prices: Sequence[tuple[str, int, str]], days: int) -> str:
        """Return what a trial costs when it is over: amounts, each with a number of intervals."""
        if self.language != "en":
            paid = [f"{amount} {self.every(count, interval)}" for amount, count, interval in prices]
            return f"{self.free(days)}, {_THEN[self.language]} {', '.join(paid)}"
        paid = [
            f"{amount} per {interval}" if count == 1 else f"{amount} {self.every(count, interval)}"
            for amount, count, interval in prices
        ]
        return f"{' and '.join(paid)} after {self.free(days)}"

    def amount(self, amount: int, currency: str) -> str:
        """Return an amount in minor units as people write it. The result is not escaped."""
        if self.language == "en":
            return money(amount, currency)
        try:
            return format_currency(from_minor_units(amount, currency), currency.upper(), locale=self.language)
        except ValueError:  # not a valid amount of the currency: shown as it is
            return money(amount, currency)
