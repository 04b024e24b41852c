"""Who wants to hear of what: subscribers, subscriptions, and the mail that confirms them."""
