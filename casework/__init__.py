"""The domain: people, categories, cases, referrals, routing, due times. No I/O, no clock."""
