"""Laws that the whole house keeps: about its code, its doors and its documents."""
