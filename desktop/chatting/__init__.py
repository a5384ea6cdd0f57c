"""What the window knows of the chat and how it says it: situation, road, rows, export; no Qt."""
