"""The domain: people, categories, cases, referrals, routing, due times, consent. No I/O, no clock."""
