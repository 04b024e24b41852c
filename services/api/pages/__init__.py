"""The HTML pages and the feeds: server-rendered, and whole without JavaScript."""
