"""One real document's captures, one after another, through all four services: the alerts that a replay predicts."""

DOCUMENT = "UptimeRobot/Privacy Policy"
PLATFORM = "uptimerobot"
PATH = "privacy"
CATALOG = f"""
platforms:
  {PLATFORM}:
    name: UptimeRobot
    documents:
      - type: Privacy Policy
        url: {{site}}{PATH}
"""
WEEK_SECONDS = 8 * 24 * 3600.0
