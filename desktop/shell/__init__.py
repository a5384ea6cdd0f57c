"""What stands around the studio window: tray, first start, shortcuts, profiles."""
