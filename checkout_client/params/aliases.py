"""Types that many parameters share: metadata, timestamps, decimals, and registries of codes.

A ``Known…`` alias lists the values of a registry that grows (countries, currencies, locales, payment method types).
The parameters themselves accept any string, so that you can send a value that is newer than this package.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal, TypeAlias

from ..clear import Clear

Metadata: TypeAlias = Mapping[str, str]
"""Your own notes on an object: at most 50 keys of up to 40 characters, values of up to 500."""

MetadataUpdate: TypeAlias = Mapping[str, str | Clear] | Clear
"""Metadata to merge into what is stored: ``CLEAR`` as a value drops its key, ``CLEAR`` as the whole drops every key."""

Timestamp: TypeAlias = int | datetime
"""A point in time: epoch seconds, or an aware ``datetime``, which is sent as epoch seconds."""

DecimalString: TypeAlias = Decimal | str
"""An exact decimal, which is sent as a string."""

Percentage: TypeAlias = Decimal | float
"""A percentage from 0 to 100 with at most two decimal places."""

BillingInterval: TypeAlias = Literal["day", "week", "month", "year"]
"""The unit of a billing period."""

TaxBehavior: TypeAlias = Literal["exclusive", "inclusive", "unspecified"]
"""Whether tax is added to an amount (``exclusive``) or included in it (``inclusive``)."""

# One value per line would make 400 lines that nobody reads.
# fmt: off
KnownCountry: TypeAlias = Literal[
    "AC", "AD", "AE", "AF", "AG", "AI", "AL", "AM", "AO", "AQ", "AR", "AT", "AU", "AW", "AX", "AZ", "BA", "BB", "BD",
    "BE", "BF", "BG", "BH", "BI", "BJ", "BL", "BM", "BN", "BO", "BQ", "BR", "BS", "BT", "BV", "BW", "BY", "BZ", "CA",
    "CD", "CF", "CG", "CH", "CI", "CK", "CL", "CM", "CN", "CO", "CR", "CV", "CW", "CY", "CZ", "DE", "DJ", "DK", "DM",
    "DO", "DZ", "EC", "EE", "EG", "EH", "ER", "ES", "ET", "FI", "FJ", "FK", "FO", "FR", "GA", "GB", "GD", "GE", "GF",
    "GG", "GH", "GI", "GL", "GM", "GN", "GP", "GQ", "GR", "GS", "GT", "GU", "GW", "GY", "HK", "HN", "HR", "HT", "HU",
    "ID", "IE", "IL", "IM", "IN", "IO", "IQ", "IS", "IT", "JE", "JM", "JO", "JP", "KE", "KG", "KH", "KI", "KM", "KN",
    "KR", "KW", "KY", "KZ", "LA", "LB", "LC", "LI", "LK", "LR", "LS", "LT", "LU", "LV", "LY", "MA", "MC", "MD", "ME",
    "MF", "MG", "MK", "ML", "MM", "MN", "MO", "MQ", "MR", "MS", "MT", "MU", "MV", "MW", "MX", "MY", "MZ", "NA", "NC",
    "NE", "NG", "NI", "NL", "NO", "NP", "NR", "NU", "NZ", "OM", "PA", "PE", "PF", "PG", "PH", "PK", "PL", "PM", "PN",
    "PR", "PS", "PT", "PY", "QA", "RE", "RO", "RS", "RU", "RW", "SA", "SB", "SC", "SD", "SE", "SG", "SH", "SI", "SJ",
    "SK", "SL", "SM", "SN", "SO", "SR", "SS", "ST", "SV", "SX", "SZ", "TA", "TC", "TD", "TF", "TG", "TH", "TJ", "TK",
    "TL", "TM", "TN", "TO", "TR", "TT", "TV", "TW", "TZ", "UA", "UG", "US", "UY", "UZ", "VA", "VC", "VE", "VG", "VN",
    "VU", "WF", "WS", "XK", "YE", "YT", "ZA", "ZM", "ZW", "ZZ",
]
"""Two-letter country codes (ISO 3166-1 alpha-2, plus Stripe's few additions) that Checkout can ship to."""

KnownCurrency: TypeAlias = Literal[
    "aed", "afn", "all", "amd", "ang", "aoa", "ars", "aud", "awg", "azn", "bam", "bbd", "bdt", "bgn", "bhd", "bif",
    "bmd", "bnd", "bob", "brl", "bsd", "bwp", "byn", "bzd", "cad", "cdf", "chf", "clp", "cny", "cop", "crc", "cve",
    "czk", "djf", "dkk", "dop", "dzd", "egp", "etb", "eur", "fjd", "fkp", "gbp", "gel", "gip", "gmd", "gnf", "gtq",
    "gyd", "hkd", "hnl", "htg", "huf", "idr", "ils", "inr", "isk", "jmd", "jod", "jpy", "kes", "kgs", "khr", "kmf",
    "krw", "kwd", "kyd", "kzt", "lak", "lbp", "lkr", "lrd", "lsl", "mad", "mdl", "mga", "mkd", "mmk", "mnt", "mop",
    "mur", "mvr", "mwk", "mxn", "myr", "mzn", "nad", "ngn", "nio", "nok", "npr", "nzd", "omr", "pab", "pen", "pgk",
    "php", "pkr", "pln", "pyg", "qar", "ron", "rsd", "rub", "rwf", "sar", "sbd", "scr", "sek", "sgd", "shp", "sle",
    "sos", "srd", "std", "szl", "thb", "tjs", "tnd", "top", "try", "ttd", "twd", "tzs", "uah", "ugx", "usd", "uyu",
    "uzs", "vnd", "vuv", "wst", "xaf", "xcd", "xcg", "xof", "xpf", "yer", "zar", "zmw",
]
"""Three-letter currency codes (ISO 4217), in lower case as the API expects."""

KnownLocale: TypeAlias = Literal[
    "auto", "bg", "cs", "da", "de", "el", "en", "en-GB", "es", "es-419", "et", "fi", "fil", "fr", "fr-CA", "hi-IN",
    "hr", "hu", "id", "it", "ja", "ko", "lt", "lv", "ms", "mt", "nb", "nl", "pl", "pt", "pt-BR", "ro", "ru", "sk",
    "sl", "sv", "th", "tr", "vi", "zh", "zh-HK", "zh-TW",
]
"""Languages of the Checkout page (IETF tags); ``auto`` follows the browser. Since 2026-10-28.endive: ``hi-IN``."""

KnownPaymentMethodType: TypeAlias = Literal[
    "acss_debit", "affirm", "afterpay_clearpay", "alipay", "alma", "amazon_pay", "au_becs_debit", "bacs_debit",
    "bancontact", "billie", "bizum", "blik", "boleto", "card", "cashapp", "crypto", "customer_balance", "eps", "fpx",
    "giropay", "grabpay", "ideal", "kakao_pay", "klarna", "konbini", "kr_card", "link", "mb_way", "mobilepay",
    "multibanco", "naver_pay", "nz_bank_account", "oxxo", "p24", "pay_by_bank", "payco", "paynow", "paypal", "paypay",
    "payto", "pix", "promptpay", "revolut_pay", "samsung_pay", "satispay", "scalapay", "sepa_debit", "sequra",
    "sofort", "sunbit", "swish", "twint", "upi", "us_bank_account", "wechat_pay", "zip",
]
"""Payment methods that Checkout supports. Since 2026-10-28.endive: ``paypay`` and ``sequra``."""
# fmt: on

Country: TypeAlias = KnownCountry | str
"""A two-letter country code (ISO 3166-1 alpha-2), in upper case."""

Currency: TypeAlias = KnownCurrency | str
"""A three-letter currency code (ISO 4217), in lower case."""

Locale: TypeAlias = KnownLocale | str
"""An IETF language tag, or ``auto``."""

# The union is outside the list: editors offer no elements for ``list[Literal[...] | str]``.
Countries: TypeAlias = list[KnownCountry] | list[str]
"""A list of country codes."""

PaymentMethodTypes: TypeAlias = list[KnownPaymentMethodType] | list[str]
"""A list of payment method types."""
