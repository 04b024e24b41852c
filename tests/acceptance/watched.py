"""The real document that the tests of the whole pipeline watch: forty captures with seven changes."""

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
