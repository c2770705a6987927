"""The teaching workspace: from results to a case that can be shown."""
