"""What the page tells the customer, in the languages that it knows: German, French, Spanish, Japanese."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Translations = tuple[str, str, str, str]

INPUT_MESSAGES: Final[Mapping[str, Translations]] = {
    "Please accept the terms of service.": (
        "Bitte akzeptieren Sie die Nutzungsbedingungen.", "Veuillez accepter les conditions d'utilisation.",
        "Acepte los términos del servicio.", "利用規約に同意してください。"),
    "Please choose a quantity from {} to {}.": (
        "Bitte wählen Sie eine Menge von {} bis {}.", "Veuillez choisir une quantité de {} à {}.",
        "Elija una cantidad entre {} y {}.", "数量は{}から{}の範囲で選択してください。"),
    "Please choose one of these.": (
        "Bitte wählen Sie eine dieser Möglichkeiten.", "Veuillez choisir l'une de ces options.",
        "Elija una de estas opciones.", "いずれかを選択してください。"),
    "Please enter a phone number such as {}.": (
        "Bitte geben Sie eine Telefonnummer wie {} ein.", "Veuillez saisir un numéro de téléphone tel que {}.",
        "Introduzca un número de teléfono como {}.", "{}のような電話番号を入力してください。"),
    "Please enter a tax ID such as {}.": (
        "Bitte geben Sie eine Steuernummer wie {} ein.", "Veuillez saisir un numéro fiscal tel que {}.",
        "Introduzca un número de identificación fiscal como {}.", "{}のような納税者番号を入力してください。"),
    "Please enter a whole number.": (
        "Bitte geben Sie eine ganze Zahl ein.", "Veuillez saisir un nombre entier.", "Introduzca un número entero.",
        "整数を入力してください。"),
    "Please enter an email address.": (
        "Bitte geben Sie eine E-Mail-Adresse ein.", "Veuillez saisir une adresse e-mail.",
        "Introduzca una dirección de correo electrónico.", "メールアドレスを入力してください。"),
    "Please enter digits only.": (
        "Bitte geben Sie nur Ziffern ein.", "Veuillez saisir uniquement des chiffres.", "Introduzca solo dígitos.",
        "数字のみを入力してください。"),
    "Please enter {} to {} characters.": (
        "Bitte geben Sie {} bis {} Zeichen ein.", "Veuillez saisir de {} à {} caractères.",
        "Introduzca entre {} y {} caracteres.", "{}文字から{}文字で入力してください。"),
    "Please fill in this field.": (
        "Bitte füllen Sie dieses Feld aus.", "Veuillez remplir ce champ.", "Rellene este campo.",
        "この項目を入力してください。"),
    "The email address cannot be changed.": (
        "Die E-Mail-Adresse kann nicht geändert werden.", "L'adresse e-mail ne peut pas être modifiée.",
        "La dirección de correo electrónico no se puede cambiar.", "メールアドレスは変更できません。"),
    "This code cannot be used for this order.": (
        "Dieser Code gilt nicht für diese Bestellung.", "Ce code ne peut pas être utilisé pour cette commande.",
        "Este código no se puede usar en este pedido.", "このコードはこのご注文には使用できません。"),
    "This code is invalid.": (
        "Dieser Code ist ungültig.", "Ce code n'est pas valide.", "Este código no es válido.",
        "このコードは無効です。"),
    "This combination cannot be ordered.": (
        "Diese Zusammenstellung kann nicht bestellt werden.", "Cette combinaison ne peut pas être commandée.",
        "Esta combinación no se puede pedir.", "この組み合わせはご注文いただけません。"),
    "This total cannot be paid.": (
        "Diese Summe kann nicht bezahlt werden.", "Ce total ne peut pas être payé.", "Este total no se puede pagar.",
        "この合計金額はお支払いいただけません。"),
    "We do not ship to this country.": (
        "In dieses Land wird nicht geliefert.", "Nous ne livrons pas dans ce pays.", "No hacemos envíos a este país.",
        "この国には配送できません。"),
}  # fmt: skip
"""What was wrong with the input."""

PAYMENT_MESSAGES: Final[Mapping[str, Translations]] = {
    "An error occurred while processing your card. Try again later.": (
        "Bei der Verarbeitung Ihrer Karte ist ein Fehler aufgetreten. Versuchen Sie es später noch einmal.",
        "Une erreur s'est produite lors du traitement de votre carte. Réessayez plus tard.",
        "Se ha producido un error al procesar su tarjeta. Inténtelo más tarde.",
        "カードの処理中にエラーが発生しました。しばらくしてからもう一度お試しください。"),
    "This form has expired. Please try again.": (
        "Dieses Formular ist abgelaufen. Bitte versuchen Sie es noch einmal.",
        "Ce formulaire a expiré. Veuillez réessayer.", "Este formulario ha caducado. Inténtelo de nuevo.",
        "このフォームの有効期限が切れました。もう一度お試しください。"),
    "This is not one of Stripe's test accounts. Use {}.": (
        "Dies ist keines von Stripes Testkonten. Verwenden Sie {}.",
        "Ce n'est pas un des comptes de test de Stripe. Utilisez {}.",
        "No es una de las cuentas de prueba de Stripe. Use {}.",
        "Stripeのテスト口座ではありません。{}を使用してください。"),
    "This is not one of Stripe's test numbers. Use {}.": (
        "Dies ist keine von Stripes Testnummern. Verwenden Sie {}.",
        "Ce n'est pas un des numéros de test de Stripe. Utilisez {}.",
        "No es uno de los números de prueba de Stripe. Use {}.",
        "Stripeのテスト番号ではありません。{}を使用してください。"),
    "We are unable to authenticate your payment method.": (
        "Ihre Zahlungsmethode konnte nicht bestätigt werden.",
        "Nous ne parvenons pas à authentifier votre moyen de paiement.",
        "No podemos autenticar su método de pago.", "お支払い方法を認証できませんでした。"),
    "Your card has expired. Try a different card.": (
        "Ihre Karte ist abgelaufen. Versuchen Sie es mit einer anderen Karte.",
        "Votre carte a expiré. Essayez avec une autre carte.", "Su tarjeta ha caducado. Pruebe con otra tarjeta.",
        "カードの有効期限が切れています。別のカードをお試しください。"),
    "Your card has insufficient funds. Try a different card.": (
        "Ihre Karte ist nicht ausreichend gedeckt. Versuchen Sie es mit einer anderen Karte.",
        "Les fonds de votre carte sont insuffisants. Essayez avec une autre carte.",
        "Su tarjeta no tiene fondos suficientes. Pruebe con otra tarjeta.",
        "カードの残高が不足しています。別のカードをお試しください。"),
    "Your card number is invalid.": (
        "Ihre Kartennummer ist ungültig.", "Votre numéro de carte n'est pas valide.",
        "El número de su tarjeta no es válido.", "カード番号が無効です。"),
    "Your card was declined. You have not been charged. Please try again.": (
        "Ihre Karte wurde abgelehnt. Es wurde nichts abgebucht. Bitte versuchen Sie es noch einmal.",
        "Votre carte a été refusée. Vous n'avez pas été débité. Veuillez réessayer.",
        "Su tarjeta ha sido rechazada. No se le ha cobrado nada. Inténtelo de nuevo.",
        "カードが拒否されました。請求は行われていません。もう一度お試しください。"),
    "Your card's security code is incorrect.": (
        "Die Prüfnummer Ihrer Karte ist falsch.", "Le code de sécurité de votre carte est incorrect.",
        "El código de seguridad de su tarjeta es incorrecto.", "カードのセキュリティコードが正しくありません。"),
}  # fmt: skip
"""Why a payment did not succeed."""

NOTICES: Final[Mapping[str, Translations]] = {
    "Complete": ("Bestätigen", "Confirmer", "Confirmar", "確認する"),
    "Confirm the payment": ("Zahlung bestätigen", "Confirmer le paiement", "Confirmar el pago", "支払いの確認"),
    "Fail": ("Ablehnen", "Refuser", "Rechazar", "拒否する"),
    "It has been paid.": ("Sie ist bezahlt.", "Elle a été réglée.", "Ya se ha pagado.", "お支払いは完了しています。"),
    "It has expired.": ("Sie ist abgelaufen.", "Elle a expiré.", "Ha caducado.", "有効期限が切れています。"),
    "Payment complete": ("Zahlung abgeschlossen", "Paiement effectué", "Pago completado", "お支払いが完了しました"),
    "TEST MODE: a local fake of Stripe Checkout. No money moves.": (
        "TESTMODUS: eine lokale Nachbildung von Stripe Checkout. Es fließt kein Geld.",
        "MODE TEST : une imitation locale de Stripe Checkout. Aucun paiement réel.",
        "MODO DE PRUEBA: una imitación local de Stripe Checkout. No se mueve dinero.",
        "テストモード: Stripe Checkoutのローカルな模擬環境です。実際の支払いは発生しません。"),
    "The shop's page shows what comes next.": (
        "Auf der Seite des Shops geht es weiter.", "La suite se passe sur la page de la boutique.",
        "La página de la tienda muestra los siguientes pasos.", "続きはショップのページに表示されます。"),
    "This checkout is over": ("Diese Bestellung ist beendet", "Cette commande est terminée", "Este pedido ha terminado",
                              "このチェックアウトは終了しました"),
    "This is a test page. On Stripe's page, this would be 3D Secure.": (
        "Dies ist eine Testseite. Bei Stripe wäre dies 3D Secure.",
        "Ceci est une page de test. Chez Stripe, ce serait 3D Secure.",
        "Esta es una página de prueba. En Stripe sería 3D Secure.",
        "これはテストページです。Stripeのページでは3Dセキュアになります。"),
    "Your bank asks you to confirm this payment": (
        "Ihre Bank bittet Sie, diese Zahlung zu bestätigen", "Votre banque vous demande de confirmer ce paiement",
        "Su banco le pide que confirme este pago", "銀行がこのお支払いの確認を求めています"),
    "test mode": ("Testmodus", "mode test", "modo de prueba", "テストモード"),
}  # fmt: skip
"""The other pages, and what is on all of them."""
