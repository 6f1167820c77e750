package io.tollgate.json;

/** How far a scanner is: what it waits for, or what it is in the middle of. */
final class Stage {
    static final int VALUE = 0;
    static final int VALUE_OR_END = 1;
    static final int KEY = 2;
    static final int KEY_OR_END = 3;
    static final int COLON = 4;
    static final int AFTER = 5;
    static final int DONE = 6;
    static final int IN_KEY = 7;
    static final int IN_STRING = 8;
    static final int IN_NUMBER = 9;
    static final int IN_WORD = 10;
    static final int FAILED = 11;
    static final int BEYOND = 12; // failed after a whole document

    private Stage() {}
}
