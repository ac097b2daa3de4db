// Noto Sans JP and Mono, served by us in slices (a page loads only the slices whose characters it shows). Loaded beside the first page, not before it.
import '@fontsource/noto-sans-jp/400.css';
import '@fontsource/noto-sans-jp/700.css';
import '@fontsource/noto-sans-mono/latin-400.css';
import '@fontsource/noto-sans-mono/latin-700.css';
