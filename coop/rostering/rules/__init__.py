"""The rules of rostering: pure functions of facts."""
