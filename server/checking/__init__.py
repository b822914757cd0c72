"""The pure core: a draft and a policy in, a report out. Knows neither Flask nor SQLite."""
