"""Pictures and attributes of the sample case: a fictitious patient with three studies."""
