"""What can be read about members, classes, offices and the co-operative itself."""
