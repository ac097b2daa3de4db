// Noto Sans JP and Mono, served by us in slices (a page loads only the slices whose characters it shows). One file of a slice has every weight, so that its characters are listed, and fetched, once. Loaded beside the first page, not before it.
import '@fontsource-variable/noto-sans-jp';
import '@fontsource/noto-sans-mono/latin-400.css';
import '@fontsource/noto-sans-mono/latin-700.css';
