"""The control API: the methods of ``FakeCheckout`` over HTTP, for tests in other languages."""
