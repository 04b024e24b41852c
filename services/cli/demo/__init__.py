"""`clausewatch demo`: invented platforms whose policies change while one watches, and the mail that comes of it.

`policies` (what they say) → `scenes` (what happens to them) → `site` (serves them) → `inbox` (receives the mail) →
`show` (starts everything, plays the scenes, says what is seen).
"""
