"""Questions about money: days, payments, what always holds, what is printed."""
