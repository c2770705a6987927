"""Values: geometry, regions, plans, masks, history, stages, records. No Qt, no pydicom."""
