"""What members own: shares, loans, interest, surplus and the asset lock."""
