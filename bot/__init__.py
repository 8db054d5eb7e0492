"""LINE's edge: webhook, parsing, rendering, sending; and the worker that carries a message on."""
