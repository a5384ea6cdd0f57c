"""What a rehearsal shows and does, and how it judges what comes of it."""
