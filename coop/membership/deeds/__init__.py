"""What can be done about membership; each deed writes its own line in the log."""
