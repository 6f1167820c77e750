/**
 * From a request's JSON to the tokens its provider will count: which text counts, and what each
 * kind of model adds for messages, tools, calls, images and files. The constants stand in {@link
 * io.tollgate.tokens.prompt.Families} with their sources.
 */
package io.tollgate.tokens.prompt;
