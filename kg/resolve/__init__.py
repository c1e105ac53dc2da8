"""From mentions to entities and from event mentions to events, in one document and then across documents."""
