"""What the desktop tells the recorder, kept until it was taken: offline, restarted, signed out."""
